import { checkAxis, describeShape, isSameShape, knownSize } from '../shape.js';
import type { Value } from '../tape.js';
import { slice } from './slice.js';

/** Values one after the other along an axis; their other sizes are equal. */
export function concat(values: readonly Value[], axis: number): Value {
  const [first, ...others] = values;
  if (others.length === 0) return first;
  const along = checkAxis(axis, first.shape);
  const sizes = values.map((value) => knownSize(value.shape, along));
  for (const { shape } of others) {
    if (isSameShape(shape.with(along, 0), first.shape.with(along, 0))) continue;
    throw new RangeError(`${describeShape(shape)} does not fit behind ${describeShape(first.shape)} on axis ${axis}`);
  }
  const ends = sizes.map((_, n) => sizes.slice(0, n + 1).reduce((sum, size) => sum + size, 0));
  return first.tape.apply({
    operator: 'Concat',
    inputs: values,
    shape: first.shape.with(along, ends[ends.length - 1]),
    type: first.type,
    attributes: { axis: along },
    gradient: (upstream) => values.map((_, n) => slice(upstream, along, ends[n] - sizes[n], ends[n])),
  });
}
