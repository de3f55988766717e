import { describeShape, productOf, type Shape } from '../shape.js';
import type { Value } from '../tape.js';
import { shapeVector } from './sizes.js';

/** The same numbers in the same order under another shape. */
export function reshape(x: Value, shape: Shape): Value {
  if (productOf(x.shape) !== productOf(shape)) {
    throw new RangeError(`${describeShape(x.shape)} cannot become ${describeShape(shape)}: the sizes differ`);
  }
  return x.tape.apply({
    operator: 'Reshape',
    inputs: [x, target(x, shape)],
    shape,
    type: x.type,
    gradient: (upstream) => [reshape(upstream, x.shape), null],
  });
}

/** All axes before the last one as one. */
export function flattenRows(x: Value): Value {
  return x.shape.length === 2 ? x : reshape(x, [productOf(x.shape.slice(0, -1)), x.shape[x.shape.length - 1]]);
}

/** ONNX works out one size by itself (-1); with more named sizes they are read off the inputs of the graph. */
function target(x: Value, shape: Shape): Value {
  const isNamed = (size: number | string) => typeof size === 'string';
  return shape.filter(isNamed).length === 1
    ? x.tape.integers(shape.map((size) => (typeof size === 'string' ? -1 : size)))
    : shapeVector(x.tape, shape);
}
