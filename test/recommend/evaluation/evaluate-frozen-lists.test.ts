import { evaluateFrozenLists } from '../../../src/recommend/evaluation/evaluate-frozen-lists.js';

const SCORES: Readonly<Record<string, number>> = { a: 9, b: 5, c: 5, d: 1, e: 7, f: 6, g: 5.5 };
const score = async (_userId: string, itemIds: readonly string[]) => itemIds.map((id) => SCORES[id]);
const log2 = Math.log2;

test('each test item is ranked among its own negatives, and equal scores share the middle of their places', async () => {
  const report = await evaluateFrozenLists(
    [
      { domain: null, userId: 'u1', itemId: 'a', negativeItemIds: ['b', 'c', 'd'] },
      // Above it: a; beside it: c. Its place is the middle between the second and the third.
      { domain: null, userId: 'u2', itemId: 'b', negativeItemIds: ['a', 'c', 'd'] },
      { domain: null, userId: 'u3', itemId: 'd', negativeItemIds: ['a', 'b', 'c', 'e', 'f', 'g'] },
    ],
    score,
  );
  expect(report.queries).toBe(3);
  const middle = 1 / log2(1.5 + 2);
  expect(report.metrics['hit@1']).toBeCloseTo(1 / 3, 12);
  expect(report.metrics['hit@5']).toBeCloseTo(2 / 3, 12);
  expect(report.metrics['hit@10']).toBe(1);
  expect(report.metrics['ndcg@5']).toBeCloseTo((1 + middle) / 3, 12);
  expect(report.metrics['ndcg@10']).toBeCloseTo((1 + middle + 1 / log2(8)) / 3, 12);
  expect(report.metrics['mrr@10']).toBeCloseTo((1 + 1 / 2.5 + 1 / 7) / 3, 12);
  expect(report.intervals['ndcg@10'].mean).toBeCloseTo(report.metrics['ndcg@10'], 12);
});

test('the scorer is asked once a list, with the user and the test item first', async () => {
  const asked: unknown[] = [];
  await evaluateFrozenLists(
    [{ domain: null, userId: 'u1', itemId: 'a', negativeItemIds: ['b', 'c'] }],
    async (...question) => {
      asked.push(question);
      return Float32Array.of(3, 2, 1);
    },
  );
  expect(asked).toEqual([['u1', ['a', 'b', 'c']]]);
});

test('a recommender that scores all alike gets what chance gives', async () => {
  const negativeItemIds = Array.from({ length: 99 }, (_, n) => `n${n}`);
  const { metrics } = await evaluateFrozenLists(
    [{ domain: null, userId: 'u', itemId: 'a', negativeItemIds }],
    async (_user, ids) => new Float32Array(ids.length),
  );
  expect(metrics['hit@20']).toBe(0);
});

test('no lists give no figures', async () => {
  expect(await evaluateFrozenLists([], score)).toMatchObject({ metrics: {}, queries: 0 });
});
