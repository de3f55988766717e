import { div, mul } from '../ops/arithmetic.js';
import { reduceSum } from '../ops/broadcast.js';
import { clip } from '../ops/elementwise.js';
import { reduceMean } from '../ops/reduce.js';
import type { Value } from '../tape.js';

const SMALLEST_WEIGHT = 1e-6;
const NO_LIMIT = 3e38;

/** The mean of losses, each counted by its weight; 0 where nothing has a weight, as in a batch without such labels. */
export function weightedMean(losses: Value, weights?: Value): Value {
  if (weights === undefined) return reduceMean(losses);
  return div(reduceSum(mul(losses, weights)), clip(reduceSum(weights), SMALLEST_WEIGHT, NO_LIMIT));
}
