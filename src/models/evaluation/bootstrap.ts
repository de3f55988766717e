import { seededRandom } from '../../domain/random.js';

/** A mean with the interval that holds it with 95 % confidence. */
export interface MeanWithInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/**
 * The mean of one figure over users, with the percentile interval of the bootstrap (Efron 1979): means of `rounds`
 * samples of as many users, drawn with replacement.
 */
export function bootstrapMean(values: ArrayLike<number>, seed = 1, rounds = 1000): MeanWithInterval {
  const count = values.length;
  if (count === 0) return { mean: 0, low: 0, high: 0, count };
  const random = seededRandom(seed);
  const means = new Float64Array(rounds);
  for (let round = 0; round < rounds; round++) {
    let sum = 0;
    for (let k = 0; k < count; k++) sum += values[Math.floor(random() * count)];
    means[round] = sum / count;
  }
  means.sort();
  return {
    mean: meanOf(values),
    low: means[Math.floor(0.025 * (rounds - 1))],
    high: means[Math.ceil(0.975 * (rounds - 1))],
    count,
  };
}

/** The plain mean; 0 of nothing. */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k];
  return values.length === 0 ? 0 : sum / values.length;
}
