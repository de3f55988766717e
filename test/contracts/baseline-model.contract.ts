import fc from 'fast-check';
import type { BaselineModel, Interactions } from '../../src/models/baselines/baseline-model.js';
import { type ItemHistory, rowHistory } from '../../src/models/collaborative/item-history.js';
import { transpose } from '../../src/models/sparse/matrix-shape.js';
import { SparseRows } from '../../src/models/sparse/sparse-rows.js';
import { historyOf, matrices } from '../models/random-matrix.js';
import { smallWorld, smallWorldNdcg } from '../models/small-world.js';
import { scorerContract } from './scorer.contract.js';

/** What a baseline may learn from in these tests; texts are empty where the world has none. */
export interface BaselineWorld extends Interactions {
  readonly itemCount: number;
  readonly texts: readonly string[];
}

export interface BaselineContract {
  readonly fitModel: (world: BaselineWorld, seed: number) => Promise<BaselineModel> | BaselineModel;
  /** What the model must reach on the made-up world; popularity alone reaches 0.27. */
  readonly ndcgFloor: number;
  /** True for models that tell everybody the same, so that an empty history gets scores too. */
  readonly isImpersonal?: boolean;
  readonly mayBeNegative?: boolean;
}

/** What every classical recommender keeps, whatever the data. */
export function baselineModelContract(name: string, contract: BaselineContract): void {
  const { fitModel, ndcgFloor, isImpersonal = false, mayBeNegative = false } = contract;
  if (!isImpersonal) {
    scorerContract(name, {
      fitModel: async (world, seed) => {
        const model = await fitModel(world, seed);
        return { score: (history, into, user) => model.score(history, into, user) };
      },
      ndcgFloor,
      mayBeNegative,
    });
  }

  describe(`${name} keeps the contract of a baseline`, () => {
    test('all scores are numbers, however little there is to learn from', async () => {
      await fc.assert(
        fc.asyncProperty(matrices, async (userItems) => {
          const model = await fitModel(worldOf(userItems), 1);
          for (let user = -1; user <= userItems.rowCount; user++) {
            const scores = scoresOf(model, user < 0 ? historyOf([0]) : rowHistory(userItems, user), user, userItems);
            expect(scores.every(Number.isFinite)).toBe(true);
            if (!mayBeNegative) expect(scores.every((score) => score >= 0)).toBe(true);
          }
        }),
        { numRuns: 30 },
      );
    });

    test('without any data there is nothing to say', async () => {
      for (const [users, items] of [
        [0, 0],
        [0, 5],
        [3, 5],
      ]) {
        const userItems = new SparseRows(users, items).finish();
        const model = await fitModel(worldOf(userItems), 1);
        const scores = new Float32Array(5);
        model.score(historyOf([0, 1]), scores, 0);
        expect([...scores]).toEqual([0, 0, 0, 0, 0]);
      }
    });

    test('a history and the data are only read', async () => {
      const world = smallWorld();
      const model = await fitModel(world, 1);
      const history = rowHistory(world.userItems, 4);
      const before = structuredClone({ items: history.items, strengths: history.strengths });
      scoresOf(model, history, 4, world.userItems);
      expect({ items: history.items, strengths: history.strengths }).toEqual(before);
      expect(world.userItems).toEqual(smallWorld().userItems);
    });

    if (isImpersonal) {
      test('everybody is told the same, and the same each time', async () => {
        const world = smallWorld();
        const model = await fitModel(world, 1);
        const scores = scoresOf(model, historyOf([]), -1, world.userItems);
        expect(scores.some((score) => score !== 0)).toBe(true);
        expect(scoresOf(model, rowHistory(world.userItems, 5), 5, world.userItems)).toEqual(scores);
      });

      test(`it reaches an NDCG@10 of ${ndcgFloor} on the made-up world`, async () => {
        const world = smallWorld();
        const model = await fitModel(world, 1);
        const ndcg = smallWorldNdcg(world, (history, into, user) => model.score(history, into, user));
        expect(ndcg).toBeGreaterThan(ndcgFloor);
      });
    }
  });
}

function worldOf(userItems: Interactions['userItems']): BaselineWorld {
  return { userItems, itemUsers: transpose(userItems), itemCount: userItems.columnCount, texts: [] };
}

function scoresOf(
  model: BaselineModel,
  history: ItemHistory,
  user: number,
  { columnCount }: Interactions['userItems'],
): Float32Array {
  const scores = new Float32Array(columnCount);
  model.score(history, scores, user);
  return scores;
}
