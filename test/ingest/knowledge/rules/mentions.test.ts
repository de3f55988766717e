import { Gazetteer } from '../../../../src/ingest/knowledge/gazetteer/gazetteer.js';
import { factsOf } from '../facts-of.js';

const gazetteer = new Gazetteer();
const names = [
  ['genre:noir', 'genre', 'Film noir'],
  ['topic:grief', 'topic', 'Grief'],
  ['mood:tense', 'mood', 'Tense'],
  ['scene:train', 'scene', 'Train ride'],
  ['person:will', 'person', 'Will'],
] as const;
for (const [id, kind, label] of names) gazetteer.add(label, { id, kind, label });
gazetteer.add('悲伤', { id: 'topic:grief', kind: 'topic', label: 'Grief' });

const pairsOf = (text: string) => factsOf(text, gazetteer).map(({ relation, name }) => [relation, name]);

test('topics, moods and genres of the graph are found whatever their case', () => {
  expect(pairsOf('A tense FILM NOIR about grief.')).toEqual([
    ['HAS_MOOD', 'Tense'],
    ['HAS_GENRE', 'Film noir'],
    ['ABOUT', 'Grief'],
  ]);
});

test('a name is not found inside a word', () => {
  expect(pairsOf('Pretense and ungrief.')).toEqual([]);
});

test('Chinese names are found without spaces around them', () => {
  expect(pairsOf('一个关于悲伤的故事')).toEqual([['ABOUT', 'Grief']]);
});

test('a scene is stated only where the text recommends the work for it', () => {
  expect(pairsOf('They meet on a train ride.')).toEqual([]);
  expect(pairsOf('Perfect for a train ride.')).toEqual([['SUITS', 'Train ride']]);
});

test("a user's own text says what they like, and not what they do not like", () => {
  const user = { type: 'User', id: 'u1' } as const;
  const facts = factsOf('I love film noir. I do not like tense stories.', gazetteer, user);
  expect(facts.map(({ relation, name, subject }) => [relation, name, subject])).toEqual([
    ['PREFERS', 'Film noir', user],
  ]);
});
