import fc from 'fast-check';
import { nameMatch } from '../../../../src/ingest/knowledge/resolution/name-match.js';
import { namePairs } from '../../../../src/ingest/knowledge/resolution/name-pairs.js';
import { entity } from '../../../graph/graph-records.js';

const named = (kind: string, ...labels: string[]) => labels.map((label, n) => entity(`e${n}`, { kind, label }));
const pairsOf = (kind: string, ...labels: string[]) =>
  namePairs(named(kind, ...labels)).map(({ from, into }) => [from.label, into.label]);

test('the fuller name stays, and shorter ones come first', () => {
  expect(pairsOf('person', 'D. Evans', 'David Mickey Evans', 'David M. Evans')).toEqual([
    ['D. Evans', 'David Mickey Evans'],
    ['D. Evans', 'David M. Evans'],
    ['David M. Evans', 'David Mickey Evans'],
  ]);
});

test('a person and a topic of one name are two, a brand and an organisation can be one', () => {
  expect(namePairs([entity('p', { kind: 'person', label: 'Dune' }), entity('t', { label: 'Dune' })])).toEqual([]);
  const sony = [entity('b', { kind: 'brand', label: 'Sony' }), entity('o', { kind: 'organisation', label: 'Sony' })];
  expect(namePairs(sony)).toHaveLength(1);
});

test('labels of both languages are compared', () => {
  const both = [entity('a', { label: 'solitude', labelZh: '孤独' }), entity('b', { label: '孤独' })];
  expect(namePairs(both)).toMatchObject([{ match: 'same' }]);
});

test('every pair that matches is found, though not all pairs are compared', () => {
  const word = fc.constantFrom(
    'anna',
    'a',
    'lee',
    'leigh',
    'dostoevsky',
    'dostoyevsky',
    'kubrick',
    'kubricks',
    'jr',
    'mgm',
  );
  const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
  const kind = fc.constantFrom('person', 'organisation', 'genre');
  fc.assert(
    fc.property(kind, fc.uniqueArray(name, { minLength: 2, maxLength: 8 }), (of, names) => {
      const expected = names.flatMap((a, n) => names.slice(0, n).filter((b) => nameMatch(of, a, b) !== null)).length;
      expect(pairsOf(of, ...names)).toHaveLength(expected);
    }),
  );
});

test('a thousand names that share a word take no time', () => {
  const many = Array.from({ length: 5_000 }, (_, n) => `Group ${n}`);
  const start = process.cpuUsage();
  expect(pairsOf('organisation', ...many, 'Group Inc.', 'Grouq')).toEqual([]);
  expect(process.cpuUsage(start).user).toBeLessThan(2_000_000);
});
