import fc from 'fast-check';
import { bestRows, JUDGED_LENGTH, ndcgOf, scoreGroups } from '../../../src/recommend/training/judge-ranker.js';
import { DECIDING, decidedGroups, featureRanker } from './groups-of.js';

const scores = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 60 });

test('the best rows are those that sorting finds, also of negative and equal scores', () => {
  fc.assert(
    fc.property(scores, fc.integer({ min: 1, max: 3 }), (values, step) => {
      const rows = values.map((_, row) => row).filter((row) => row % step === 0);
      const sorted = rows.toSorted((a, b) => values[b] - values[a] || a - b).slice(0, JUDGED_LENGTH);
      expect([...bestRows(Float32Array.from(values), (row) => row % step === 0)]).toEqual(sorted);
    }),
  );
});

test('a ranker that goes by what decides is perfect, and one that goes against it finds nothing', async () => {
  const groups = decidedGroups(3);
  for (const [factor, expected] of [
    [1, 1],
    [-1, 0],
  ]) {
    const all = await scoreGroups(featureRanker(DECIDING, factor), groups);
    for (const [n, group] of groups.entries()) expect(ndcgOf(group, all[n])).toBeCloseTo(expected, 9);
  }
});

test('what was taken but is no candidate counts against the ranker', async () => {
  const [group] = decidedGroups(1);
  const [all] = await scoreGroups(featureRanker(DECIDING), [group]);
  expect(ndcgOf({ ...group, relevant: new Set([...group.relevant, 99]) }, all)).toBeLessThan(0.8);
});

test('a score that is no number is seen', () => {
  const [group] = decidedGroups(1);
  expect(ndcgOf(group, new Float32Array(40).fill(Number.NaN))).toBeNaN();
});
