import fc from 'fast-check';
import { BiasedFactors, DEFAULT_BIASED_FACTORS } from '../../../src/models/baselines/biased-factors.js';
import { RatingBiases } from '../../../src/models/baselines/rating-biases.js';
import { type Compared, RatingNeighbours } from '../../../src/models/baselines/rating-neighbours.js';
import type { Ratings } from '../../../src/models/baselines/ratings.js';
import { SIMILARITY_KINDS } from '../../../src/models/baselines/row-similarity.js';
import { transpose } from '../../../src/models/sparse/matrix-shape.js';
import { SparseRows } from '../../../src/models/sparse/sparse-rows.js';
import { ratingModelContract } from '../../contracts/rating-model.contract.js';
import { dense, historyOf, matrices } from '../random-matrix.js';
import { ratingWorld } from './rating-world.js';

const BIASES = { itemDamping: 25, userDamping: 10 };

function ratingsFrom(...rows: readonly (readonly number[])[]): Ratings {
  const builder = new SparseRows(rows.length, rows[0].length);
  for (const row of rows) {
    row.forEach((value, item) => {
      if (value > 0) builder.add(item, value);
    });
    builder.endRow();
  }
  const userRatings = builder.finish();
  return { userRatings, itemRatings: transpose(userRatings) };
}

ratingModelContract('what is usual', { fitModel: (ratings) => RatingBiases.fit(ratings, BIASES), rmseCeiling: 0.85 });

ratingModelContract('biased factors', {
  fitModel: (ratings, seed) => BiasedFactors.fit(ratings, { ...DEFAULT_BIASED_FACTORS, embeddingSize: 8, seed }),
  rmseCeiling: 0.63,
});

for (const compared of ['users', 'items'] as const) {
  for (const similarity of SIMILARITY_KINDS) {
    ratingModelContract(`ratings from similar ${compared} by ${similarity}`, {
      fitModel: (ratings) => neighboursOf(ratings, compared, similarity, 10),
      rmseCeiling: similarity === 'cosine' ? 0.82 : 0.62,
    });
  }
}

function neighboursOf(
  ratings: Ratings,
  compared: Compared,
  similarity: (typeof SIMILARITY_KINDS)[number],
  neighbours: number,
): RatingNeighbours {
  return new RatingNeighbours(ratings, RatingBiases.fit(ratings, BIASES), compared, {
    similarity,
    neighbours,
    shrinkage: 1,
  });
}

test('biases are damped means of what is left after the mean and the other bias', () => {
  const biases = RatingBiases.fit(ratingsFrom([5, 3], [4, 0]), { itemDamping: 1, userDamping: 2 });
  const item0 = (1 + 0) / 3;
  const item1 = -1 / 2;
  const user0 = (1 - item0 + (-1 - item1)) / 4;
  expect(biases.usual(0, 1)).toBeCloseTo(4 + user0 + item1, 6);
  expect(biases.usual(-1, 0)).toBeCloseTo(4 + item0, 6);
});

test('models of ratings rank by the rating that they expect, and leave out what nobody has rated', () => {
  const ratings = ratingsFrom([5, 1, 0], [5, 2, 0], [4, 1, 0]);
  for (const model of [RatingBiases.fit(ratings, BIASES), BiasedFactors.fit(ratings, DEFAULT_BIASED_FACTORS)]) {
    const scores = new Float32Array(4);
    model.score(historyOf([]), scores, 1);
    expect(scores[0]).toBeGreaterThan(scores[1]);
    expect(scores[1]).toBeGreaterThan(0);
    expect([scores[2], scores[3]]).toEqual([0, 0]);
  }
});

test('more epochs fit the training ratings better, and regularisation holds back', () => {
  const { ratings } = ratingWorld();
  const errorOf = (changes: Partial<typeof DEFAULT_BIASED_FACTORS>) => {
    const model = BiasedFactors.fit(ratings, { ...DEFAULT_BIASED_FACTORS, embeddingSize: 4, ...changes });
    const users: number[] = [];
    for (let user = 0; user < ratings.userRatings.rowCount; user++) {
      for (let k = ratings.userRatings.starts[user]; k < ratings.userRatings.ends[user]; k++) users.push(user);
    }
    const predicted = model.predict(Int32Array.from(users), ratings.userRatings.targets);
    return predicted.reduce((sum, value, k) => sum + (value - ratings.userRatings.weights[k]) ** 2, 0);
  };
  expect(errorOf({ epochs: 30 })).toBeLessThan(errorOf({ epochs: 2 }));
  expect(errorOf({ regularisation: 1 })).toBeGreaterThan(errorOf({ regularisation: 0.02 }));
});

describe.each([
  ['users', 'pearson'],
  ['items', 'adjusted-cosine'],
  ['users', 'cosine'],
] as const)('ratings from similar %s by %s', (compared, similarity) => {
  test('are what is usual and the mean deviation of the nearest, weighted by similarity', () => {
    fc.assert(
      fc.property(matrices, (userRatings) => {
        const ratings = { userRatings, itemRatings: transpose(userRatings) };
        const biases = RatingBiases.fit(ratings, BIASES);
        const neighbours = 3;
        const model = neighboursOf(ratings, compared, similarity, neighbours);
        const rows = compared === 'users' ? dense(userRatings) : dense(ratings.itemRatings);
        const centre = centredRows(rows, similarity);
        for (let row = 0; row < rows.length; row++) {
          for (let column = 0; column < rows[0].length; column++) {
            const [user, item] = compared === 'users' ? [row, column] : [column, row];
            const alike = rows
              .map((other, n) => ({
                similarity: n === row || other[column] === 0 ? 0 : cosine(centre[row], centre[n], 1),
                deviation: other[column] - (compared === 'users' ? biases.usual(n, column) : biases.usual(column, n)),
              }))
              .filter((entry) => entry.similarity > 1e-9)
              .sort((a, b) => b.similarity - a.similarity);
            // Ties at the last place all count; sums in another order could break them.
            if (alike.length > neighbours && near(alike[neighbours - 1].similarity, alike[neighbours].similarity))
              continue;
            const nearest = alike.slice(0, neighbours);
            const weight = nearest.reduce((sum, entry) => sum + entry.similarity, 0);
            const deviation = nearest.reduce((sum, entry) => sum + entry.similarity * entry.deviation, 0);
            const expected = biases.usual(user, item) + (weight === 0 ? 0 : deviation / weight);
            const clipped = Math.min(biases.scale.highest, Math.max(biases.scale.lowest, expected));
            const [predicted] = model.predict(Int32Array.of(user), Int32Array.of(item));
            expect(Math.abs(predicted - clipped)).toBeLessThan(1e-3);
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-6;
}

function centredRows(rows: readonly number[][], similarity: (typeof SIMILARITY_KINDS)[number]): number[][] {
  const meanOf = (values: readonly number[]) => {
    const rated = values.filter((value) => value > 0);
    return rated.length === 0 ? 0 : rated.reduce((sum, value) => sum + value, 0) / rated.length;
  };
  const columnMeans = rows[0].map((_, column) => meanOf(rows.map((row) => row[column])));
  return rows.map((row) =>
    row.map((value, column) => {
      if (value === 0 || similarity === 'cosine') return value;
      const deviation = value - (similarity === 'pearson' ? meanOf(row) : columnMeans[column]);
      return Math.abs(deviation) < 1e-6 ? 0 : deviation;
    }),
  );
}

function cosine(a: readonly number[], b: readonly number[], shrinkage: number): number {
  const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, value, n) => sum + value * y[n], 0);
  const norms = Math.sqrt(dot(a, a) * dot(b, b));
  return norms === 0 ? 0 : dot(a, b) / (norms + shrinkage);
}
