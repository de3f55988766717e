import { checkAxis, isSameShape, type Shape } from '../shape.js';
import type { Value } from '../tape.js';
import { reshape } from './reshape.js';
import { shapeVector } from './sizes.js';

/** The sum along some axes, or over everything; `keep` leaves them in the shape with size 1. */
export function reduceSum(x: Value, axes: readonly number[] = x.shape.map((_, axis) => axis), keep = false): Value {
  const summed = axes.map((axis) => checkAxis(axis, x.shape));
  if (summed.length === 0) return x;
  const kept = withOnes(x.shape, summed);
  return x.tape.apply({
    operator: 'ReduceSum',
    inputs: [x, x.tape.integers(summed)],
    attributes: { keepdims: keep ? 1 : 0 },
    shape: keep ? kept : without(x.shape, summed),
    gradient: (upstream) => [expandTo(keep ? upstream : reshape(upstream, kept), x.shape), null],
  });
}

/** Repeats a value along axes of size 1, and along leading axes that it lacks, until it has this shape. */
export function expandTo(x: Value, shape: Shape): Value {
  if (isSameShape(x.shape, shape)) return x;
  return x.tape.apply({
    operator: 'Expand',
    inputs: [x, shapeVector(x.tape, shape)],
    shape,
    type: x.type,
    gradient: (upstream) => [sumTo(upstream, x.shape), null],
  });
}

/** Undoes a repetition by adding up: the gradient of a value that was repeated to fit another. */
export function sumTo(x: Value, shape: Shape): Value {
  if (isSameShape(x.shape, shape)) return x;
  const missing = x.shape.length - shape.length;
  const repeated = x.shape.flatMap((size, axis) => (axis < missing || shape[axis - missing] !== size ? [axis] : []));
  const leading = repeated.filter((axis) => axis < missing);
  if (leading.length === repeated.length) return reduceSum(x, leading);
  return reshape(reduceSum(x, repeated, true), shape);
}

/** A shape in which some axes have become 1. */
export function withOnes(shape: Shape, axes: readonly number[]): Shape {
  return shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
}

/** A shape without some axes. */
export function without(shape: Shape, axes: readonly number[]): Shape {
  return shape.filter((_, axis) => !axes.includes(axis));
}
