import { checkAxis } from '../shape.js';
import type { Value } from '../tape.js';
import { div, mul } from './arithmetic.js';
import { reduceSum, withOnes, without } from './broadcast.js';
import { isEqual } from './comparison.js';
import { reshape } from './reshape.js';
import { countOf } from './sizes.js';

/** The mean along some axes, or over everything. */
export function reduceMean(x: Value, axes: readonly number[] = x.shape.map((_, axis) => axis), keep = false): Value {
  const counted = axes.map((axis) => x.shape[checkAxis(axis, x.shape)]);
  return div(reduceSum(x, axes, keep), countOf(x.tape, counted));
}

/** The largest number along some axes, or of all; equal ones share its gradient. */
export function reduceMax(x: Value, axes: readonly number[] = x.shape.map((_, axis) => axis), keep = false): Value {
  const reduced = axes.map((axis) => checkAxis(axis, x.shape));
  const kept = withOnes(x.shape, reduced);
  return x.tape.apply({
    operator: 'ReduceMax',
    inputs: [x],
    attributes: { axes: reduced, keepdims: keep ? 1 : 0 },
    shape: keep ? kept : without(x.shape, reduced),
    gradient: (upstream, result) => {
      const isLargest = isEqual(x, reshape(result, kept));
      return [mul(div(isLargest, reduceSum(isLargest, reduced, true)), reshape(upstream, kept))];
    },
  });
}
