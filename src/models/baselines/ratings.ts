import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { entryCountOf } from '../sparse/matrix-shape.js';

/** Who rated what, both ways round, with the ratings as weights. An absent cell is unknown, not a 0. */
export interface Ratings {
  readonly userRatings: SparseMatrix;
  readonly itemRatings: SparseMatrix;
}

/** The ends and the middle of the scale that was really used. */
export interface RatingScale {
  readonly lowest: number;
  readonly highest: number;
  readonly mean: number;
}

/** Reads the scale off the ratings; all 0 without any. */
export function scaleOf({ userRatings }: Ratings): RatingScale {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let user = 0; user < userRatings.rowCount; user++) {
    for (let k = userRatings.starts[user]; k < userRatings.ends[user]; k++) {
      const value = userRatings.weights[k];
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
      sum += value;
    }
  }
  const count = entryCountOf(userRatings);
  return count === 0 ? { lowest: 0, highest: 0, mean: 0 } : { lowest, highest, mean: sum / count };
}

/** The nearest rating on the scale. */
export function onScale({ lowest, highest }: RatingScale, rating: number): number {
  return Math.min(highest, Math.max(lowest, rating));
}
