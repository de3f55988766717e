import { transferGain } from '../../../src/recommend/evaluation/transfer-gain.js';

const figures = (values: readonly number[]) => values.map((value) => ({ 'ndcg@10': value }));

test('the gain is the mean difference, query by query, with an interval that knows the queries are the same', () => {
  // Queries differ far more from each other than the two models do on any of them.
  const single = Array.from({ length: 200 }, (_, n) => n / 200);
  const joint = single.map((value, n) => value + (n % 2 === 0 ? 0.01 : 0.03));
  const gain = transferGain(
    { domain: 'book', joint: figures(joint), single: figures(single), historyLengths: single.map(() => 0) },
    'ndcg@10',
  );
  expect(gain).toMatchObject({ domain: 'book', metric: 'ndcg@10' });
  expect(gain.joint - gain.single).toBeCloseTo(0.02, 12);
  expect(gain.difference.mean).toBeCloseTo(0.02, 12);
  expect(gain.difference.low).toBeGreaterThan(0.018);
  expect(gain.difference.high).toBeLessThan(0.022);
});

test('the gain is told by how much a user had liked before, without empty groups', () => {
  const answers = {
    domain: 'film',
    joint: figures([1, 1, 0.5, 0]),
    single: figures([0, 0.5, 0.5, 1]),
    historyLengths: [0, 0, 2, 500],
  };
  expect(transferGain(answers, 'ndcg@10').byHistoryLength).toEqual([
    { from: 0, queries: 2, difference: 0.75 },
    { from: 1, queries: 1, difference: 0 },
    { from: 30, queries: 1, difference: -1 },
  ]);
});
