import type { ItemHistory } from '../../src/models/collaborative/item-history.js';
import { rowHistory } from '../../src/models/collaborative/item-history.js';
import { topItems } from '../../src/models/evaluation/top-items.js';
import { historyOf } from '../models/random-matrix.js';
import { type Scorer, type SmallWorld, smallWorld, smallWorldNdcg } from '../models/small-world.js';

/** A fitted model as the contract looks at it. */
export interface ScorerUnderTest {
  readonly score: Scorer;
  /** The same model after it has been written to bytes and read again; left out where nothing is fitted. */
  readonly reload?: () => Scorer;
}

export interface ScorerContract {
  readonly fitModel: (world: SmallWorld, seed: number) => Promise<ScorerUnderTest> | ScorerUnderTest;
  /** What the model must reach on the made-up world. */
  readonly ndcgFloor: number;
  /** True for models that also say what a user will not like. */
  readonly mayBeNegative?: boolean;
}

/** What every model that scores items from a history keeps. */
export function scorerContract(name: string, { fitModel, ndcgFloor, mayBeNegative = false }: ScorerContract): void {
  describe(`${name} keeps the contract of a scorer`, () => {
    const world = smallWorld();
    let model: ScorerUnderTest;

    beforeAll(async () => {
      model = await fitModel(world, 1);
    });

    function scoresOf(scorer: Scorer, history: ItemHistory, user = -1, places = world.itemCount): Float32Array {
      const scores = new Float32Array(places);
      scorer(history, scores, user);
      return scores;
    }

    test('an empty history gives zeros', () => {
      expect(scoresOf(model.score, historyOf([])).every((score) => score === 0)).toBe(true);
    });

    test('items that it has never seen change nothing', () => {
      const known = scoresOf(model.score, historyOf([1, 2]));
      expect(scoresOf(model.score, historyOf([1, 2, world.itemCount + 7, -1]))).toEqual(known);
      expect(scoresOf(model.score, historyOf([world.itemCount + 7])).every((score) => score === 0)).toBe(true);
    });

    test('items that came after it was fitted get no score', () => {
      const scores = scoresOf(model.score, historyOf([1, 2]), -1, world.itemCount + 5);
      expect([...scores.subarray(world.itemCount)]).toEqual([0, 0, 0, 0, 0]);
    });

    test('all scores are numbers', () => {
      const scores = scoresOf(model.score, historyOf(Array.from({ length: world.itemCount }, (_, item) => item)));
      expect(scores.every(Number.isFinite)).toBe(true);
      if (!mayBeNegative) expect(scores.every((score) => score >= 0)).toBe(true);
    });

    test('the order of the history does not matter', () => {
      const forward = scoresOf(model.score, historyOf([3, 10, 25, 60]));
      const backward = scoresOf(model.score, historyOf([60, 25, 10, 3]));
      for (const [item, score] of forward.entries()) expect(backward[item]).toBeCloseTo(score, 5);
    });

    test('asking again, after other users, gives equal scores and so equal ties', () => {
      const history = rowHistory(world.userItems, 5);
      const first = scoresOf(model.score, history, 5);
      for (let user = 0; user < 20; user++) scoresOf(model.score, rowHistory(world.userItems, user), user);
      const again = scoresOf(model.score, history, 5);
      expect(again).toEqual(first);
      expect(topItems(again, 20)).toEqual(topItems(first, 20));
    });

    test('fitting again with the same seed gives equal scores', async () => {
      const again = await fitModel(smallWorld(), 1);
      const history = rowHistory(world.userItems, 3);
      expect(scoresOf(again.score, history, 3)).toEqual(scoresOf(model.score, history, 3));
    });

    test('a stored and reloaded model gives equal scores', () => {
      const reloaded = (model.reload ?? (() => model.score))();
      for (let user = 0; user < 10; user++) {
        const history = rowHistory(world.userItems, user);
        expect(scoresOf(reloaded, history, user)).toEqual(scoresOf(model.score, history, user));
      }
    });

    test(`it reaches an NDCG@10 of ${ndcgFloor} on the made-up world`, () => {
      expect(smallWorldNdcg(world, model.score)).toBeGreaterThan(ndcgFloor);
    });
  });
}
