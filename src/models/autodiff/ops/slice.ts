import { checkAxis, describeShape, knownSize } from '../shape.js';
import type { Value } from '../tape.js';

/** The elements from `from` up to but without `to` along an axis. */
export function slice(x: Value, axis: number, from: number, to: number): Value {
  const along = checkAxis(axis, x.shape);
  const size = knownSize(x.shape, along);
  if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < to && to <= size)) {
    throw new RangeError(`${describeShape(x.shape)} has no elements ${from} to ${to} along axis ${axis}`);
  }
  if (to - from === size) return x;
  const { tape } = x;
  return tape.apply({
    operator: 'Slice',
    inputs: [x, tape.integers([from]), tape.integers([to]), tape.integers([along])],
    shape: x.shape.with(along, to - from),
    type: x.type,
    gradient: (upstream) => [pad(upstream, along, from, size - to), null, null, null],
  });
}

/** The value with zeros before and after it along an axis. */
export function pad(x: Value, axis: number, before: number, after: number): Value {
  const along = checkAxis(axis, x.shape);
  const size = knownSize(x.shape, along);
  const { tape } = x;
  const amounts = [before, after].flatMap((amount) => x.shape.map((_, other) => (other === along ? amount : 0)));
  return tape.apply({
    operator: 'Pad',
    inputs: [x, tape.integers(amounts)],
    shape: x.shape.with(along, size + before + after),
    gradient: (upstream) => [slice(upstream, along, before, before + size), null],
  });
}
