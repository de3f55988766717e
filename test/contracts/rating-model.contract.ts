import fc from 'fast-check';
import type { RatingModel } from '../../src/models/baselines/baseline-model.js';
import type { Ratings } from '../../src/models/baselines/ratings.js';
import { ratingMetrics } from '../../src/models/evaluation/rating-metrics.js';
import { transpose } from '../../src/models/sparse/matrix-shape.js';
import { SparseRows } from '../../src/models/sparse/sparse-rows.js';
import { ratingWorld } from '../models/baselines/rating-world.js';
import { matrices, randomMatrix } from '../models/random-matrix.js';

export interface RatingContract {
  readonly fitModel: (ratings: Ratings, seed: number) => RatingModel;
  /** What the error on the made-up world stays below; the mean of all ratings reaches 1.00. */
  readonly rmseCeiling: number;
}

/** What every model that predicts ratings keeps. */
export function ratingModelContract(name: string, { fitModel, rmseCeiling }: RatingContract): void {
  describe(`${name} keeps the contract of a rating model`, () => {
    const { ratings, heldOut } = ratingWorld();

    test(`its root mean squared error on held-out ratings is below ${rmseCeiling}`, () => {
      const predicted = fitModel(ratings, 1).predict(heldOut.users, heldOut.items);
      expect(ratingMetrics(predicted, heldOut.values).rmse).toBeLessThan(rmseCeiling);
    });

    test('predictions are numbers on the scale of the ratings, also for the unknown', () => {
      fc.assert(
        fc.property(matrices, (userRatings) => {
          const model = fitModel({ userRatings, itemRatings: transpose(userRatings) }, 1);
          const users: number[] = [];
          const items: number[] = [];
          for (let user = -1; user <= userRatings.rowCount; user++) {
            for (let item = -1; item <= userRatings.columnCount; item++) {
              users.push(user);
              items.push(item);
            }
          }
          const known = userRatings.weights.subarray(0, userRatings.ends[userRatings.rowCount - 1]);
          const [lowest, highest] = known.length === 0 ? [0, 0] : [Math.min(...known), Math.max(...known)];
          for (const rating of model.predict(Int32Array.from(users), Int32Array.from(items))) {
            expect(rating).toBeGreaterThanOrEqual(lowest);
            expect(rating).toBeLessThanOrEqual(highest);
          }
        }),
        { numRuns: 40 },
      );
    });

    test('someone unknown is predicted what is usual for the item, as well as it is known', () => {
      const model = fitModel(ratings, 1);
      const [unknown, absent] = model.predict(Int32Array.of(-1, 9_999), Int32Array.of(3, 3));
      expect(absent).toBe(unknown);
      const [nothing] = model.predict(Int32Array.of(-1), Int32Array.of(-1));
      const all = ratings.userRatings.weights;
      expect(nothing).toBeCloseTo(all.reduce((sum, value) => sum + value, 0) / all.length, 4);
    });

    test('where all ratings are equal, so are the predictions', () => {
      const userRatings = randomMatrix(12, 9, 0.5, 2);
      userRatings.weights.fill(3.3);
      const model = fitModel({ userRatings, itemRatings: transpose(userRatings) }, 1);
      for (const rating of model.predict(Int32Array.of(0, 5, -1), Int32Array.of(1, 8, 4))) {
        expect(rating).toBeCloseTo(3.3, 5);
      }
    });

    test('the same pairs get equal predictions again, in any order and from another fit', () => {
      const model = fitModel(ratings, 1);
      const forward = model.predict(heldOut.users, heldOut.items);
      const backward = model.predict(heldOut.users.toReversed(), heldOut.items.toReversed());
      expect(backward.toReversed()).toEqual(forward);
      expect(fitModel(ratingWorld().ratings, 1).predict(heldOut.users, heldOut.items)).toEqual(forward);
    });

    test('without ratings every prediction is 0', () => {
      const userRatings = new SparseRows(2, 3).finish();
      const model = fitModel({ userRatings, itemRatings: transpose(userRatings) }, 1);
      expect([...model.predict(Int32Array.of(0, -1), Int32Array.of(1, 2))]).toEqual([0, 0]);
    });
  });
}
