import fc from 'fast-check';
import type { SparseMatrix } from '../../../src/domain/sparse-matrix.js';
import { ItemNeighbours } from '../../../src/models/baselines/item-neighbours.js';
import { SIMILARITY_KINDS, type SimilarityKind } from '../../../src/models/baselines/row-similarity.js';
import { UserNeighbours } from '../../../src/models/baselines/user-neighbours.js';
import { rowHistory } from '../../../src/models/collaborative/item-history.js';
import { NeighbourWalk } from '../../../src/models/collaborative/neighbour-walk.js';
import { DegreePowers } from '../../../src/models/sparse/degree-powers.js';
import { transpose } from '../../../src/models/sparse/matrix-shape.js';
import { dense, expectNear, historyOf, matrices, randomMatrix } from '../random-matrix.js';

const SHRINKAGE = 0.7;
const ALL = 1_000;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;
const dot = (a: readonly number[], b: readonly number[]) => sum(a.map((value, n) => value * b[n]));

/** The similarity of two rows straight from the definition; 0 for rows that share no column. */
function similarityOf(rows: readonly number[][], a: number, b: number, kind: SimilarityKind): number {
  if (!rows[a].some((value, column) => value * rows[b][column] > 0)) return 0;
  const columnMeans = rows[a].map((_, column) => mean(rows.map((row) => row[column])));
  const centred = (row: readonly number[]) => {
    if (kind === 'pearson') return row.map((value) => value - mean(row));
    return kind === 'adjusted-cosine' ? row.map((value, column) => value - columnMeans[column]) : [...row];
  };
  const [left, right] = [centred(rows[a]), centred(rows[b])];
  const norms = Math.sqrt(dot(left, left) * dot(right, right));
  return norms < 1e-6 ? 0 : Math.max(0, dot(left, right) / (norms + SHRINKAGE));
}

function scoresOf(
  userItems: SparseMatrix,
  user: number,
  model: { score(history: ReturnType<typeof historyOf>, into: Float32Array, user: number): void },
): Float32Array {
  const scores = new Float32Array(userItems.columnCount);
  model.score(rowHistory(userItems, user), scores, user);
  return scores;
}

describe.each(SIMILARITY_KINDS)('neighbours by %s', (similarity) => {
  const config = { similarity, neighbours: ALL, shrinkage: SHRINKAGE };

  test('an item scores the similarities of the items that the user took, times their strengths', () => {
    fc.assert(
      fc.property(matrices, fc.nat(), (userItems, pick) => {
        const user = pick % userItems.rowCount;
        const itemUsers = transpose(userItems);
        const items = dense(itemUsers);
        const own = dense(userItems)[user];
        const expected = items.map((_, j) =>
          sum(items.map((_row, i) => (i === j ? 0 : own[i] * similarityOf(items, i, j, similarity)))),
        );
        expectNear(scoresOf(userItems, user, ItemNeighbours.fit({ userItems, itemUsers }, config)), expected, 1e-4);
      }),
    );
  });

  test('an item scores the similarities of the other users who took it, times their strengths', () => {
    fc.assert(
      fc.property(matrices, fc.nat(), (userItems, pick) => {
        const user = pick % userItems.rowCount;
        const users = dense(userItems);
        const expected = users[0].map((_, j) =>
          sum(users.map((row, v) => (v === user ? 0 : row[j] * similarityOf(users, user, v, similarity)))),
        );
        const model = new UserNeighbours({ userItems, itemUsers: transpose(userItems) }, config);
        expectNear(scoresOf(userItems, user, model), expected, 1e-4);
      }),
    );
  });

  test('a user who is not in the data is compared like one who is', () => {
    const userItems = randomMatrix(20, 12, 0.4, 3);
    const model = new UserNeighbours({ userItems, itemUsers: transpose(userItems) }, { ...config, neighbours: 5 });
    const unknown = new Float32Array(12);
    const known = rowHistory(userItems, 7);
    model.score(historyOf([...known.items, 99], [...known.strengths, 1]), unknown, -1);
    // The same person stands among the users, and is the nearest of all.
    const withTwin = new Float32Array(12);
    model.score(known, withTwin, -1);
    expect([...unknown]).toEqual([...withTwin]);
    expect(scoresOf(userItems, 7, model)).not.toEqual(withTwin);
  });
});

test('only the items nearest to an item vouch for it, so that its popularity does not help', () => {
  const userItems = randomMatrix(60, 25, 0.3, 5);
  const itemUsers = transpose(userItems);
  const items = dense(itemUsers);
  const config = { similarity: 'cosine', neighbours: 3, shrinkage: SHRINKAGE } as const;
  const model = ItemNeighbours.fit({ userItems, itemUsers }, config);
  for (let j = 0; j < items.length; j++) {
    const all = items.map((_, i) => (i === j ? 0 : similarityOf(items, i, j, 'cosine')));
    const third = [...all].sort((a, b) => b - a)[2];
    for (let i = 0; i < items.length; i++) {
      const scores = new Float32Array(items.length);
      model.score(historyOf([i]), scores);
      if (Math.abs(all[i] - third) > 1e-6) expect(scores[j] > 0).toBe(all[i] > third);
    }
  }
});

test('users compared by cosine rank as the walk through the nearest users does', () => {
  const userItems = randomMatrix(50, 30, 0.3, 8);
  userItems.weights.fill(1);
  const itemUsers = transpose(userItems);
  const model = new UserNeighbours({ userItems, itemUsers }, { similarity: 'cosine', neighbours: ALL, shrinkage: 0 });
  const powers = { item: new DegreePowers(0), user: new DegreePowers(0.5), popularity: new DegreePowers(0) };
  for (let user = 0; user < 50; user++) {
    const history = rowHistory(userItems, user);
    const walked = new Float32Array(30);
    new NeighbourWalk().score(userItems, itemUsers, history, { neighbours: ALL, ...powers }, user, walked);
    // The walk leaves out the user's own length, which is the same for all items.
    const expected = walked.map((score) => score / Math.sqrt(Math.max(1, history.length)));
    expectNear(scoresOf(userItems, user, model), expected);
  }
});

test('people who took everything are like nobody when means are taken off', () => {
  const userItems = randomMatrix(4, 5, 1, 1);
  userItems.weights.fill(1);
  const interactions = { userItems, itemUsers: transpose(userItems) };
  for (const similarity of ['pearson', 'adjusted-cosine'] as const) {
    const model = new UserNeighbours(interactions, { similarity, neighbours: ALL, shrinkage: 0 });
    expect([...scoresOf(userItems, 0, model)]).toEqual([0, 0, 0, 0, 0]);
  }
});
