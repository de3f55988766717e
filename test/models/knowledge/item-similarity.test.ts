import fc from 'fast-check';
import { fitItemSimilarity } from '../../../src/models/knowledge/item-similarity.js';
import { transpose } from '../../../src/models/sparse/matrix-shape.js';
import { dense, expectNear, matrices, randomMatrix } from '../random-matrix.js';

const CONFIG = {
  entityExponent: 0.8,
  targetExponent: 0.4,
  neighbours: Number.POSITIVE_INFINITY,
  maxEntityDegree: 1000,
};

describe('the knowledge similarity of items', () => {
  test('is the weighted sum over shared entities, normalised on both ends', () => {
    fc.assert(
      fc.property(matrices, fc.integer(), (first, seed) => {
        const second = randomMatrix(first.rowCount, 5, 0.3, seed);
        const relations = [
          { itemEntities: first, weight: 2 },
          { itemEntities: second, entityItems: transpose(second), weight: 0.5 },
        ];
        const raw = (i: number, j: number): number =>
          relations.reduce((sum, { itemEntities, weight }) => {
            const x = dense(itemEntities);
            const shared = x[0].map((_, e) => {
              const degree = x.filter((row) => row[e] > 0).length;
              return degree === 0 ? 0 : x[i][e] * x[j][e] * degree ** -0.8;
            });
            return sum + weight * shared.reduce((a, b) => a + b, 0);
          }, 0);
        const expected = Array.from({ length: first.rowCount }, (_, i) =>
          Array.from({ length: first.rowCount }, (_, j) => {
            if (i === j || raw(i, j) === 0) return 0;
            return raw(i, j) * raw(i, i) ** -0.5 * raw(j, j) ** -0.4;
          }),
        );
        const actual = dense(fitItemSimilarity(first.rowCount, relations, [], CONFIG));
        expectNear(actual.flat(), expected.flat());
      }),
      { numRuns: 50 },
    );
  });

  test('a fact that joins two items counts as it is', () => {
    const joined = { ...randomMatrix(3, 3, 0, 1), starts: Int32Array.of(0, 1, 1), ends: Int32Array.of(1, 1, 1) };
    const itemItems = { ...joined, targets: Int32Array.of(2), weights: Float32Array.of(0.5) };
    const similarity = dense(fitItemSimilarity(3, [], [{ itemItems, weight: 0.25 }], CONFIG));
    expect(similarity).toEqual([
      [0, 0, 0.125],
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  test('entities that too many items share are passed over', () => {
    const everywhere = randomMatrix(8, 1, 1, 1);
    const shared = [{ itemEntities: everywhere, weight: 1 }];
    expect(fitItemSimilarity(8, shared, [], { ...CONFIG, maxEntityDegree: 7 }).targets).toHaveLength(0);
    expect(fitItemSimilarity(8, shared, [], { ...CONFIG, maxEntityDegree: 8 }).targets).toHaveLength(56);
  });

  test('items that came after the relation was read have empty rows', () => {
    const similarity = fitItemSimilarity(5, [{ itemEntities: randomMatrix(3, 2, 1, 1), weight: 1 }], [], CONFIG);
    expect(similarity.ends[4] - similarity.starts[4]).toBe(0);
  });
});
