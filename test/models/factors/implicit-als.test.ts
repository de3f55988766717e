import fc from 'fast-check';
import { seededRandom } from '../../../src/domain/random.js';
import { rowHistory } from '../../../src/models/collaborative/item-history.js';
import { solveCholesky } from '../../../src/models/factors/cholesky.js';
import { DEFAULT_ALS_CONFIG, fitImplicitAls } from '../../../src/models/factors/implicit-als.js';
import { degreeOf, transpose } from '../../../src/models/sparse/matrix-shape.js';
import { dense, expectNear, historyOf, matrices, randomMatrix } from '../random-matrix.js';

const CONFIG = { ...DEFAULT_ALS_CONFIG, embeddingSize: 4, epochs: 400 };

describe('implicit ALS', () => {
  test('reaches a point where each vector solves its own equations', () => {
    const userItems = randomMatrix(12, 9, 0.4, 3);
    const itemUsers = transpose(userItems);
    const model = fitImplicitAls(userItems, itemUsers, CONFIG);
    for (let user = 0; user < 12; user++) {
      const fitted = model.userFactors.subarray(user * 4, user * 4 + 4);
      expectNear(model.foldInUser(rowHistory(userItems, user)), fitted, 0.02);
    }
    for (let item = 0; item < 9; item++) {
      const fitted = model.itemFactors.subarray(item * 4, item * 4 + 4);
      expectNear(model.foldInItem(rowHistory(itemUsers, item)), fitted, 0.02);
    }
  });

  test('a folded-in vector is the minimum of the objective', () => {
    const userItems = randomMatrix(20, 10, 0.3, 4);
    const model = fitImplicitAls(userItems, transpose(userItems), { ...CONFIG, epochs: 5 });
    const history = historyOf([1, 4, 7], [1, 0.5, 0.25]);
    const { itemFactors } = model;
    const { regularisation, regularisationExponent, unobservedWeight } = model.settings;
    const objective = (vector: ArrayLike<number>): number => {
      const dot = (item: number): number =>
        [0, 1, 2, 3].reduce((sum, k) => sum + itemFactors[item * 4 + k] * vector[k], 0);
      let loss = 0;
      for (let n = 0; n < 3; n++) loss += history.strengths[n] * (dot(history.items[n]) - 1) ** 2;
      for (let item = 0; item < 10; item++) loss += unobservedWeight * dot(item) ** 2;
      const squared = Array.from(vector).reduce((sum, x) => sum + x * x, 0);
      return loss + regularisation * (3 + unobservedWeight * 10) ** regularisationExponent * squared;
    };
    const best = model.foldInUser(history);
    for (let k = 0; k < 4; k++) {
      for (const step of [-0.05, 0.05]) {
        expect(objective(best.map((x, n) => (n === k ? x + step : x)))).toBeGreaterThan(objective(best));
      }
    }
  });

  test('a fitted user has the vector of the closed form, before and after new events', () => {
    const userItems = randomMatrix(30, 20, 0.3, 6);
    const model = fitImplicitAls(userItems, transpose(userItems), { ...CONFIG, epochs: 5 });
    for (let user = 0; user < 30; user++) {
      const { items, strengths } = rowHistory(userItems, user);
      const next = Array.from({ length: 20 }, (_, item) => item).filter((item) => !items.includes(item));
      const grown = historyOf([...items, ...next.slice(0, 3)], [...strengths, 1, 0.5, 1]);
      for (const history of [rowHistory(userItems, user), grown]) {
        expectNear(model.foldInUser(history, user), model.foldInUser(history), 1e-3);
      }
    }
    // A user whom the fit has not seen, and an item that it has not seen.
    expect(model.foldInUser(historyOf([1, 2]), 30)).toEqual(model.foldInUser(historyOf([1, 2])));
    expect(model.foldInUser(historyOf([1, 25]), 3)).toEqual(model.foldInUser(historyOf([1, 25])));
  });

  test('scores are dot products, and rows beyond the fit stay untouched', () => {
    const userItems = randomMatrix(10, 6, 0.5, 5);
    const model = fitImplicitAls(userItems, transpose(userItems), { ...CONFIG, epochs: 2 });
    const vector = Float32Array.of(1, 2, 3, 4);
    const scores = new Float32Array(8);
    model.scoreAll(vector, scores);
    const expected = Array.from({ length: 6 }, (_, item) =>
      vector.reduce((sum, x, k) => sum + x * model.itemFactors[item * 4 + k], 0),
    );
    expectNear(scores, [...expected, 0, 0]);
  });

  test('users and items without interactions have no vector, and fitting stays finite on any data', () => {
    fc.assert(
      fc.property(matrices, (userItems) => {
        const model = fitImplicitAls(userItems, transpose(userItems), { ...CONFIG, epochs: 3 });
        expect([...model.itemFactors, ...model.userFactors].every(Number.isFinite)).toBe(true);
        for (let user = 0; user < userItems.rowCount; user++) {
          if (degreeOf(userItems, user) > 0) continue;
          expect([...model.userFactors.subarray(user * 4, user * 4 + 4)]).toEqual([0, 0, 0, 0]);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('an embedding size that would make folding in slow is refused', () => {
    const userItems = randomMatrix(2, 2, 1, 1);
    const fit = (): unknown => fitImplicitAls(userItems, transpose(userItems), { ...CONFIG, embeddingSize: 65 });
    expect(fit).toThrow('embeddingSize must be from 1 to 64, not 65');
  });
});

describe('the Cholesky solver', () => {
  test('solves symmetric positive definite systems', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer(), (size, seed) => {
        const random = seededRandom(seed);
        const root = Array.from({ length: size }, () => Array.from({ length: size }, () => random() - 0.5));
        const matrix = root.map((row, a) =>
          root.map((other, b) => row.reduce((sum, x, k) => sum + x * other[k], a === b ? 0.1 : 0)),
        );
        const solution = Array.from({ length: size }, () => random());
        const right = matrix.map((row) => row.reduce((sum, x, k) => sum + x * solution[k], 0));
        const vector = Float64Array.from(right);
        expect(solveCholesky(Float64Array.from(matrix.flat()), vector, size)).toBe(true);
        expectNear(vector, solution, 1e-8);
      }),
    );
  });

  test('says so when a matrix is not positive definite', () => {
    expect(solveCholesky(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1), 2)).toBe(false);
  });
});

test('dense rows of a transposed matrix are histories of items', () => {
  const userItems = randomMatrix(5, 4, 0.6, 2);
  const history = rowHistory(transpose(userItems), 2);
  const users = dense(userItems).flatMap((row, user) => (row[2] > 0 ? [user] : []));
  expect([...history.items]).toEqual(users);
});
