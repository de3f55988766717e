/** How far predicted ratings lie from the given ones. */
export interface RatingMetrics {
  /** The root of the mean squared error. */
  readonly rmse: number;
  /** The mean absolute error. */
  readonly mae: number;
  readonly count: number;
}

/** The errors of predictions, one for each given rating; 0 of nothing. */
export function ratingMetrics(predicted: ArrayLike<number>, given: ArrayLike<number>): RatingMetrics {
  const count = given.length;
  let squared = 0;
  let absolute = 0;
  for (let k = 0; k < count; k++) {
    const error = predicted[k] - given[k];
    squared += error * error;
    absolute += Math.abs(error);
  }
  return count === 0 ? { rmse: 0, mae: 0, count } : { rmse: Math.sqrt(squared / count), mae: absolute / count, count };
}
