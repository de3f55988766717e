import fc from 'fast-check';
import { Gazetteer } from '../../../../src/ingest/knowledge/gazetteer/gazetteer.js';

const create = (...labels: (readonly [kind: string, label: string])[]) => {
  const gazetteer = new Gazetteer();
  for (const [kind, label] of labels) gazetteer.add(label, { id: `${kind}:${label}`, kind, label });
  return gazetteer;
};
const found = (gazetteer: Gazetteer, text: string) =>
  gazetteer.find(text).map(({ start, end }) => text.slice(start, end));

test('the longest name at a place is meant', () => {
  const gazetteer = create(['place', 'New York'], ['place', 'New York City'], ['topic', 'city']);
  expect(found(gazetteer, 'In New York City and New York.')).toEqual(['New York City', 'New York']);
});

test('case, accents and signs between words make no difference', () => {
  const gazetteer = create(['genre', 'Science fiction'], ['person', 'José Pérez']);
  expect(found(gazetteer, 'SCIENCE-FICTION by Jose  Perez')).toEqual(['SCIENCE-FICTION', 'Jose  Perez']);
});

test('a name of a person that is a word is meant only with a capital', () => {
  const gazetteer = create(['person', 'Will'], ['topic', 'Grief']);
  expect(found(gazetteer, 'He will see Will in grief.')).toEqual(['Will', 'grief']);
});

test('one letter or one Han sign is no name', () => {
  const gazetteer = create(['work', 'M'], ['topic', '爱']);
  expect(gazetteer.size).toBe(0);
});

test('two things of one name are both told', () => {
  const gazetteer = create(['work', 'Dune'], ['universe', 'Dune']);
  expect(gazetteer.find('Dune')[0].names.map(({ kind }) => kind)).toEqual(['work', 'universe']);
});

test('every name is found in any text that holds it as words of its own', () => {
  const word = fc.constantFrom('alpha', 'beta', 'gamma', '长城', 'délta');
  const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(name, fc.array(fc.constantFrom('x1', 'y2', ','), { maxLength: 5 }), (label, around) => {
      const gazetteer = create(['topic', label]);
      const text = [...around, label.toUpperCase(), ...around].join(' ');
      expect(found(gazetteer, text)).toEqual([label.toUpperCase()]);
    }),
  );
});
