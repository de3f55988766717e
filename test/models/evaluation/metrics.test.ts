import fc from 'fast-check';
import { bootstrapMean, meanOf } from '../../../src/models/evaluation/bootstrap.js';
import { coverage, gini, intraListDiversity, novelty } from '../../../src/models/evaluation/catalogue-metrics.js';
import { frozenListMetrics } from '../../../src/models/evaluation/frozen-list-metrics.js';
import { rankingMetrics } from '../../../src/models/evaluation/ranking-metrics.js';
import { topItems } from '../../../src/models/evaluation/top-items.js';
import { randomMatrix } from '../random-matrix.js';

const log2 = Math.log2;

describe('the figures of a ranked list', () => {
  test('are those of the textbook', () => {
    const metrics = rankingMetrics([5, 9, 7, 1], new Set([9, 1, 30]), 4);
    expect(metrics.ndcg).toBeCloseTo((1 / log2(3) + 1 / log2(5)) / (1 + 1 / log2(3) + 1 / log2(4)), 12);
    expect(metrics.recall).toBeCloseTo(2 / 3, 12);
    expect(metrics.precision).toBe(0.5);
    expect(metrics.f1).toBeCloseTo((2 * (2 / 3) * 0.5) / (2 / 3 + 0.5), 12);
    expect(metrics.hit).toBe(1);
    expect(metrics.averagePrecision).toBeCloseTo((1 / 2 + 2 / 4) / 3, 12);
    expect(metrics.reciprocalRank).toBe(0.5);
  });

  test('take the best possible list as 1, also when there are more relevant items than places', () => {
    const metrics = rankingMetrics([1, 2], new Set([1, 2, 3, 4]), 2);
    expect(metrics).toMatchObject({ ndcg: 1, precision: 1, recall: 0.5, averagePrecision: 1 });
  });

  test('are all 0 when nothing was found, and a short list counts as a bad one', () => {
    expect(rankingMetrics([], new Set([1]), 5)).toEqual({
      ndcg: 0,
      recall: 0,
      precision: 0,
      f1: 0,
      hit: 0,
      averagePrecision: 0,
      reciprocalRank: 0,
    });
  });

  test('are not defined without a relevant item', () => {
    expect(() => rankingMetrics([1], new Set(), 5)).toThrow('at least one relevant item');
  });
});

describe('the place among frozen negatives', () => {
  test('is shared by equal scores, so that a model that knows nothing gets what chance gives', () => {
    expect(frozenListMetrics(1, [1, 1, 1, 1], 3)).toEqual({ hit: 1, ndcg: 1 / log2(4), reciprocalRank: 1 / 3 });
    expect(frozenListMetrics(0, new Float32Array(999), 10).hit).toBe(0);
  });

  test('counts the negatives that score higher', () => {
    expect(frozenListMetrics(0.5, [0.9, 0.1, 0.2], 10)).toEqual({ hit: 1, ndcg: 1 / log2(3), reciprocalRank: 0.5 });
    expect(frozenListMetrics(0.5, [0.9, 0.8, 0.7], 3)).toEqual({ hit: 0, ndcg: 0, reciprocalRank: 0 });
  });
});

describe('means with confidence', () => {
  test('lie inside their interval, which is the same for the same seed', () => {
    const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(values, (list) => {
        const { mean, low, high, count } = bootstrapMean(list, 3, 200);
        expect(mean).toBeCloseTo(meanOf(list), 12);
        expect(low).toBeLessThanOrEqual(mean + 1e-9);
        expect(high).toBeGreaterThanOrEqual(mean - 1e-9);
        expect(count).toBe(list.length);
        expect(bootstrapMean(list, 3, 200)).toEqual({ mean, low, high, count });
      }),
      { numRuns: 30 },
    );
  });

  test('have an interval of about two standard errors', () => {
    const values = Array.from({ length: 400 }, (_, k) => k % 2);
    const { low, high } = bootstrapMean(values);
    expect(high - low).toBeGreaterThan(3.5 * (0.5 / 20));
    expect(high - low).toBeLessThan(4.4 * (0.5 / 20));
  });

  test('of nothing are 0', () => {
    expect(bootstrapMean([])).toEqual({ mean: 0, low: 0, high: 0, count: 0 });
  });
});

describe('figures of all lists together', () => {
  test('coverage is the share of the catalogue that anybody sees', () => {
    expect(
      coverage(
        [
          [0, 1],
          [1, 2],
        ],
        10,
      ),
    ).toBe(0.3);
    expect(coverage([], 0)).toBe(0);
  });

  test('Gini is 0 where all items are shown alike and near 1 where one takes all', () => {
    expect(
      gini(
        [
          [0, 1],
          [2, 3],
        ],
        4,
      ),
    ).toBeCloseTo(0, 12);
    expect(gini([[0], [0]], 100)).toBeCloseTo(0.99, 12);
    expect(gini([], 5)).toBe(0);
  });

  test('novelty is the surprise of an item in bits', () => {
    const itemUsers = randomMatrix(2, 8, 1, 1);
    itemUsers.ends[1] = itemUsers.starts[1] + 1;
    expect(novelty([0, 1], itemUsers, 8)).toBeCloseTo((0 + 3) / 2, 12);
    expect(novelty([], itemUsers, 8)).toBe(0);
  });

  test('diversity is what is missing to full similarity of the pairs', () => {
    expect(intraListDiversity([1, 2, 3], (a, b) => (a === 1 && b === 2 ? 1 : 0.25))).toBeCloseTo(0.5, 12);
    expect(intraListDiversity([1], () => 1)).toBe(0);
  });
});

test('the top items are those that sorting by score and number puts first, and never one without a score', () => {
  const scores = fc.array(fc.constantFrom(-1, 0, 0.5, 1, 2, 3), { maxLength: 40 });
  fc.assert(
    fc.property(scores, fc.integer({ min: 1, max: 12 }), (list, count) => {
      const expected = [...list.keys()].filter((k) => list[k] > 0).sort((a, b) => list[b] - list[a] || a - b);
      expect([...topItems(Float32Array.from(list), count)]).toEqual(expected.slice(0, count));
    }),
  );
});
