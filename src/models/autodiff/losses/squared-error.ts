import { mul, sub } from '../ops/arithmetic.js';
import type { Value } from '../tape.js';
import { weightedMean } from './weighted-mean.js';

/** The mean squared error. */
export function squaredError(predictions: Value, targets: Value, weights?: Value): Value {
  const errors = sub(predictions, targets);
  return weightedMean(mul(errors, errors), weights);
}
