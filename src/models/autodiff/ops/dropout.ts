import type { Value } from '../tape.js';
import { mul } from './arithmetic.js';

/**
 * Leaves out some numbers in training, by a mask of 0 and 1 / (1 − share) that the caller draws (Srivastava et al.
 * 2014); in a graph that serves, nothing is left out and no mask is asked for.
 */
export function dropout(x: Value, mask: Value): Value {
  return x.tape.apply({
    operator: 'Mul',
    inputs: [x, mask],
    shape: x.shape,
    gradient: (upstream) => [mul(upstream, mask), null],
    atServing: x,
  });
}
