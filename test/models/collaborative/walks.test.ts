import fc from 'fast-check';
import type { SparseMatrix } from '../../../src/domain/sparse-matrix.js';
import { fitCoOccurrence } from '../../../src/models/collaborative/co-occurrence.js';
import { ExactWalk } from '../../../src/models/collaborative/exact-walk.js';
import { type ItemHistory, rowHistory } from '../../../src/models/collaborative/item-history.js';
import { NeighbourWalk } from '../../../src/models/collaborative/neighbour-walk.js';
import { scoreWalk } from '../../../src/models/collaborative/score-walk.js';
import { DegreePowers } from '../../../src/models/sparse/degree-powers.js';
import { degreeOf, transpose } from '../../../src/models/sparse/matrix-shape.js';
import { dense, expectNear, historyOf, matrices, randomMatrix } from '../random-matrix.js';

const [A, B, C] = [0.8, 0.4, 0.3];
const POWERS = { item: new DegreePowers(A), user: new DegreePowers(B), popularity: new DegreePowers(C) };
const UNLIMITED = { userExponent: B, neighbours: Number.POSITIVE_INFINITY };

/** Σ_i m_i d_i^-a Σ_v x_vi d_v^-b x_vj d_j^-c straight from the definition, without the excluded user. */
function bruteForceWalk(userItems: SparseMatrix, history: ItemHistory, excluded: number): number[] {
  const x = dense(userItems);
  const itemDegree = (j: number): number => Math.max(1, x.filter((row) => row[j] > 0).length);
  return x[0].map((_, j) => {
    let score = 0;
    for (let n = 0; n < history.length; n++) {
      const i = history.items[n];
      for (const [v, row] of x.entries()) {
        if (v === excluded) continue;
        const userDegree = Math.max(1, row.filter((weight) => weight > 0).length);
        score += history.strengths[n] * itemDegree(i) ** -A * row[i] * userDegree ** -B * row[j] * itemDegree(j) ** -C;
      }
    }
    return score;
  });
}

describe('the co-occurrence matrix', () => {
  test('holds Σ_v x_vi x_vj d_v^-b with nothing on the diagonal', () => {
    fc.assert(
      fc.property(matrices, (userItems) => {
        const x = dense(userItems);
        const gram = dense(fitCoOccurrence(userItems, transpose(userItems), UNLIMITED));
        const expected = x[0].map((_, i) =>
          x[0].map((_, j) => {
            if (i === j) return 0;
            return x.reduce(
              (sum, row) => sum + row[i] * row[j] * Math.max(1, row.filter((w) => w > 0).length) ** -B,
              0,
            );
          }),
        );
        expectNear(gram.flat(), expected.flat());
      }),
    );
  });

  test('keeps the entries that the walk will value most', () => {
    const userItems = randomMatrix(60, 30, 0.3, 5);
    const itemUsers = transpose(userItems);
    const full = dense(fitCoOccurrence(userItems, itemUsers, UNLIMITED));
    const config = { ...UNLIMITED, neighbours: 7, popularityExponent: 0.9 };
    const pruned = dense(fitCoOccurrence(userItems, itemUsers, config));
    for (const [i, row] of pruned.entries()) {
      const value = (j: number): number => full[i][j] * degreeOf(itemUsers, j) ** -0.9;
      const kept = row.flatMap((weight, j) => (weight > 0 ? [j] : []));
      expect(kept).toHaveLength(7);
      const dropped = full[i].flatMap((weight, j) => (weight > 0 && row[j] === 0 ? [value(j)] : []));
      expect(Math.min(...kept.map(value))).toBeGreaterThanOrEqual(Math.max(...dropped));
    }
  });

  test('has a row for an item that only one side of the data knows', () => {
    const userItems = randomMatrix(4, 6, 0.8, 1);
    const shorter = { ...transpose(userItems), rowCount: 4 };
    expect(fitCoOccurrence(userItems, shorter, UNLIMITED).rowCount).toBe(6);
  });
});

describe('walks from user to item', () => {
  test('over the matrix and without it agree for items outside the history', () => {
    fc.assert(
      fc.property(matrices, fc.nat(), (userItems, pick) => {
        const user = pick % userItems.rowCount;
        const itemUsers = transpose(userItems);
        const history = rowHistory(userItems, user);
        const pruned = new Float32Array(userItems.columnCount);
        const exact = new Float32Array(userItems.columnCount);
        scoreWalk(fitCoOccurrence(userItems, itemUsers, UNLIMITED), itemUsers, history, POWERS, pruned);
        new ExactWalk().score(userItems, itemUsers, history, POWERS, user, exact);
        const outside = [...exact.keys()].filter((j) => !history.items.includes(j));
        expectNear(
          outside.map((j) => exact[j]),
          outside.map((j) => pruned[j]),
        );
      }),
    );
  });

  test('the exact walk is the sum over all paths, also when one instance serves one user after another', () => {
    const walk = new ExactWalk();
    fc.assert(
      fc.property(matrices, fc.array(fc.nat(), { maxLength: 5 }), (userItems, picks) => {
        const itemUsers = transpose(userItems);
        const items = [...new Set(picks.map((pick) => pick % userItems.columnCount))];
        const history = historyOf(
          items,
          items.map((item) => 1 / (1 + item)),
        );
        const excluded = picks.length > 2 ? picks[0] % userItems.rowCount : -1;
        const scores = new Float32Array(userItems.columnCount);
        walk.score(userItems, itemUsers, history, POWERS, excluded, scores);
        expectNear(scores, bruteForceWalk(userItems, history, excluded), 1e-6);
      }),
    );
  });

  test('the neighbour walk passes the most similar users only, of equal ones those that come first', () => {
    const config = {
      neighbours: 3,
      item: new DegreePowers(0.5),
      user: new DegreePowers(0.4),
      popularity: new DegreePowers(0.2),
    };
    const walk = new NeighbourWalk();
    fc.assert(
      fc.property(matrices, fc.nat(), (userItems, pick) => {
        const x = dense(userItems);
        const user = pick % userItems.rowCount;
        const itemUsers = transpose(userItems);
        const itemDegree = (j: number): number => Math.max(1, degreeOf(itemUsers, j));
        const similarity = x.map((row, v) => {
          if (v === user) return 0;
          const shared = row.reduce((sum, weight, i) => sum + x[user][i] * weight * itemDegree(i) ** -0.5, 0);
          return shared * Math.max(1, degreeOf(userItems, v)) ** -0.4;
        });
        // Rounded like the walk would not see a difference: sums in another order differ in the last digit.
        const rounded = similarity.map((value) => Number(value.toPrecision(12)));
        const nearest = [...rounded.keys()]
          .filter((v) => rounded[v] > 0)
          .sort((a, b) => rounded[b] - rounded[a] || a - b);
        fc.pre(rounded[nearest[2]] !== rounded[nearest[3]] || nearest.length <= 3);
        const chosen = nearest.slice(0, 3);
        const expected = x[0].map(
          (_, j) => chosen.reduce((sum, v) => sum + similarity[v] * x[v][j], 0) * itemDegree(j) ** -0.2,
        );
        const scores = new Float32Array(userItems.columnCount);
        walk.score(userItems, itemUsers, rowHistory(userItems, user), config, user, scores);
        expectNear(scores, expected);
      }),
    );
  });

  test('of equally similar users the neighbour walk takes those with the lower number', () => {
    const everyone = randomMatrix(6, 2, 1, 1);
    for (let user = 0; user < 6; user++) everyone.weights.set([user === 5 ? 0.5 : 1, user / 8], 2 * user);
    const config = {
      neighbours: 2,
      item: new DegreePowers(0),
      user: new DegreePowers(0),
      popularity: new DegreePowers(0),
    };
    const scores = new Float32Array(2);
    new NeighbourWalk().score(everyone, transpose(everyone), historyOf([0]), config, 0, scores);
    expect([...scores]).toEqual([2, 3 / 8]);
  });
});
