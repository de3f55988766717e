import { TYPE_CODES } from '../../onnx/onnx-graph.js';
import type { Shape } from '../shape.js';
import type { Tape, Value } from '../tape.js';

/** A shape as the list of whole numbers that operators such as Expand take. */
export function shapeVector(tape: Tape, shape: Shape): Value {
  if (shape.every((size) => typeof size === 'number')) return tape.integers(shape);
  const sizes = shape.map((size) => sizeVector(tape, size));
  return tape.apply({
    operator: 'Concat',
    inputs: sizes,
    shape: [shape.length],
    type: 'int64',
    attributes: { axis: 0 },
  });
}

/** How many elements these sizes make together, as a real number. */
export function countOf(tape: Tape, sizes: Shape): Value {
  if (sizes.every((size) => typeof size === 'number')) return tape.scalar(sizes.reduce((a, b) => a * b, 1));
  const product = sizes.map((size) => sizeVector(tape, size)).reduce(times);
  const inputs = [product, tape.integers([0])];
  const scalar = tape.apply({ operator: 'Squeeze', inputs, shape: [], type: 'int64' });
  return castToReal(scalar);
}

/** The same numbers as real ones; nothing is learned through them. */
export function castToReal(value: Value): Value {
  const { tape, shape } = value;
  return tape.apply({
    operator: 'Cast',
    inputs: [value],
    shape,
    attributes: { to: TYPE_CODES[tape.precision] },
  });
}

/** One size, which may be a product such as "20*batch". */
function sizeVector(tape: Tape, size: number | string): Value {
  if (typeof size === 'number') return tape.integers([size]);
  return size
    .split('*')
    .map((part) => (/^\d+$/.test(part) ? tape.integers([Number(part)]) : tape.size(part)))
    .reduce(times);
}

function times(a: Value, b: Value): Value {
  return a.tape.apply({ operator: 'Mul', inputs: [a, b], shape: [1], type: 'int64' });
}
