import { entityId } from '../../src/ingest/cleaning/slug.js';
import { listOf, rowsOf, rowsOfKind } from './world-files.js';

const scenes = rowsOf('scenes.csv');
const entities = rowsOf('entities.csv');
const isChinese = (text: string) => /\p{Script=Han}/u.test(text);

const TIMES_OF_DAY = ['early-morning', 'morning', 'noon', 'afternoon', 'evening', 'night'];
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

test('there are ten scenes with labels in both languages, times, devices and places', () => {
  expect(scenes).toHaveLength(10);
  for (const scene of scenes) {
    expect(isChinese(scene['label.zh']!)).toBe(true);
    expect(listOf(scene.timesOfDay).length).toBeGreaterThan(0);
    expect(TIMES_OF_DAY).toEqual(expect.arrayContaining(listOf(scene.timesOfDay)));
    expect(listOf(scene.weekdays).length).toBeGreaterThan(0);
    expect(WEEKDAYS).toEqual(expect.arrayContaining(listOf(scene.weekdays)));
    expect(listOf(scene.devices).length).toBeGreaterThan(0);
    expect(listOf(scene.places).length).toBeGreaterThan(0);
  }
});

test('every scene has at least eight phrases in English and eight in Chinese, and shares none with another', () => {
  for (const scene of scenes) {
    const phrases = listOf(scene.phrases);
    expect(phrases.filter((phrase) => isChinese(phrase)).length).toBeGreaterThanOrEqual(8);
    expect(phrases.filter((phrase) => !isChinese(phrase)).length).toBeGreaterThanOrEqual(8);
  }
  const all = scenes.flatMap((scene) => listOf(scene.phrases));
  expect(all.filter((phrase, index) => all.indexOf(phrase) !== index)).toEqual([]);
});

test('the ids of entities are those that ingest makes of their labels', () => {
  expect(entities.filter((row) => row.id !== entityId(row.kind!, row.label!))).toEqual([]);
});

test('every genre, topic, mood and country has a Chinese label, so that Chinese reasons read well', () => {
  const labelled = new Set(entities.filter((row) => isChinese(row['label.zh']!)).map((row) => row.id));
  const columns = { genre: 'genre', topic: 'topic', mood: 'mood', country: 'place' };
  const missing = new Set(
    rowsOfKind('items').flatMap((row) =>
      Object.entries(columns).flatMap(([column, kind]) =>
        listOf(row[column])
          .map((label) => entityId(kind, label))
          .filter((id) => !labelled.has(id)),
      ),
    ),
  );
  expect([...missing]).toEqual([]);
});
