import { evaluateRanking } from '../../../src/recommend/evaluation/evaluate-ranking.js';
import type { RankingQuery } from '../../../src/recommend/evaluation/evaluation-task.js';
import { SmallWorld } from '../small-world.js';

const world = new SmallWorld();
for (let n = 0; n < 10; n++) world.item(`i${n}`);
const projection = world.likes('ann', 'i8').likes('bob', 'i8', 'i9').user('eve').user('kim').projection();

const LISTS: Readonly<Record<string, readonly string[]>> = {
  ann: ['i0', 'i1', 'i2', 'i3', 'i4', 'i5'],
  bob: ['i0', 'i8'],
  nobody: [],
};
const query = (userId: string, ...relevantItemIds: string[]): RankingQuery => ({
  domain: null,
  userId,
  sceneId: null,
  context: {},
  excludedItemIds: [],
  relevantItemIds,
});
const rank = async ({ userId }: RankingQuery) => LISTS[userId];
const log2 = Math.log2;

test('figures are the means over the queries, at each list length', async () => {
  // Ann: hits at places 2 and 6; Bob: a hit at place 1 of two that he took; a stranger got nothing.
  const queries = [query('ann', 'i1', 'i5'), query('bob', 'i0', 'i7'), query('nobody', 'i3')];
  const { metrics, queries: count } = await evaluateRanking(queries, rank, projection, () => 0);
  expect(count).toBe(3);
  const ideal = 1 + 1 / log2(3);
  const expected = {
    'recall@5': (0.5 + 0.5 + 0) / 3,
    'recall@20': (1 + 0.5 + 0) / 3,
    'precision@5': (1 / 5 + 1 / 5) / 3,
    'precision@10': (2 / 10 + 1 / 10) / 3,
    'ndcg@5': (1 / log2(3) / ideal + 1 / ideal) / 3,
    'ndcg@20': ((1 / log2(3) + 1 / log2(7)) / ideal + 1 / ideal) / 3,
    'hit@10': 2 / 3,
    'map@20': ((1 / 2 + 2 / 6) / 2 + 1 / 2) / 3,
    'mrr@20': (1 / 2 + 1) / 3,
    'f1@5': ((2 * 0.5 * 0.2) / 0.7 + (2 * 0.5 * 0.2) / 0.7) / 3,
  };
  for (const [name, value] of Object.entries(expected))
    expect([name, metrics[name]]).toEqual([name, expect.closeTo(value, 12)]);
});

test('catalogue figures are those of the lists of twenty', async () => {
  const queries = [query('ann', 'i1'), query('bob', 'i1')];
  const similar = (a: number, b: number) => (a === 0 && b === 8 ? 0.5 : 0.25);
  const { catalogue } = await evaluateRanking(queries, rank, projection, similar);
  expect(catalogue.coverage).toBeCloseTo(7 / 10, 12);
  expect(catalogue.diversity).toBeCloseTo((0.75 + 0.5) / 2, 12);
  // Of four users none has taken Ann's items, which count as taken by one; two have taken i8 of Bob's list.
  expect(catalogue.novelty).toBeCloseTo((log2(4) + (log2(4) + log2(2)) / 2) / 2, 12);
  expect(catalogue.gini).toBeGreaterThan(0);
});

test('users are grouped by how much they had liked before', async () => {
  const queries = [query('ann', 'i1'), query('bob', 'i0'), query('nobody', 'i1')];
  const { byHistoryLength } = await evaluateRanking(queries, rank, projection, () => 0);
  expect(byHistoryLength).toEqual([
    { from: 0, users: 1, ndcg20: 0, recall20: 0 },
    { from: 1, users: 2, ndcg20: expect.closeTo((1 / log2(3) + 1) / 2, 12), recall20: 1 },
  ]);
});

test('each query is ranked once, for the longest list, and the interval holds the mean', async () => {
  const asked: number[] = [];
  const queries = Array.from({ length: 30 }, (_, n) => query('ann', `i${n % 8}`));
  const counting = async (one: RankingQuery, count: number) => {
    asked.push(count);
    return rank(one);
  };
  const { metrics, intervals } = await evaluateRanking(queries, counting, projection, () => 0);
  expect(asked).toEqual(queries.map(() => 20));
  for (const name of ['recall@20', 'ndcg@20']) {
    const { mean, low, high, count } = intervals[name];
    expect(mean).toBeCloseTo(metrics[name], 12);
    expect(low).toBeLessThan(mean);
    expect(high).toBeGreaterThan(mean);
    expect(count).toBe(30);
  }
});
