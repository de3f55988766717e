import { checkAxis } from '../shape.js';
import type { Value } from '../tape.js';
import { mul, sub } from './arithmetic.js';
import { reduceSum } from './broadcast.js';
import { exp } from './elementwise.js';

/** e^x over its sum along an axis. */
export function softmax(x: Value, axis = -1): Value {
  const along = checkAxis(axis, x.shape);
  return x.tape.apply({
    operator: 'Softmax',
    inputs: [x],
    shape: x.shape,
    attributes: { axis: along },
    gradient: (upstream, y) => [mul(y, sub(upstream, reduceSum(mul(upstream, y), [along], true)))],
  });
}

/** The logarithm of the softmax, without overflow. */
export function logSoftmax(x: Value, axis = -1): Value {
  const along = checkAxis(axis, x.shape);
  return x.tape.apply({
    operator: 'LogSoftmax',
    inputs: [x],
    shape: x.shape,
    attributes: { axis: along },
    gradient: (upstream, y) => [sub(upstream, mul(exp(y), reduceSum(upstream, [along], true)))],
  });
}
