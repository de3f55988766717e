import type { Dimension } from '../onnx/onnx-graph.js';

/** The sizes of a value, outermost first; a name stands for a size that is only known when the graph runs. */
export type Shape = readonly Dimension[];

/** A shape as people write it. */
export function describeShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

export function isSameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

/** The shape as numbers, or null where a size has a name. */
export function knownShape(shape: Shape): number[] | null {
  return shape.every((size) => typeof size === 'number') ? [...shape] : null;
}

/** How many elements the sizes make together, with names in a fixed order: 5, "batch" and 4 give "20*batch". */
export function productOf(sizes: Shape): Dimension {
  let factor = 1;
  const names: string[] = [];
  for (const part of sizes.flatMap((size) => String(size).split('*'))) {
    if (/^\d+$/.test(part)) factor *= Number(part);
    else names.push(part);
  }
  if (names.length === 0) return factor;
  return [...(factor === 1 ? [] : [factor]), ...names.sort()].join('*');
}

/** The shape of an operation on two values that are repeated along axes of size 1 (NumPy's rule). */
export function broadcastShapes(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const [left, right] = [a.at(axis - rank) ?? 1, b.at(axis - rank) ?? 1];
    // `at` with an offset before the first element gives undefined, so missing leading axes count as 1.
    if (left === right || right === 1) return left;
    if (left === 1) return right;
    throw new RangeError(`Shapes ${describeShape(a)} and ${describeShape(b)} do not fit together`);
  });
}

/** The axis counted from the front; -1 is the last. */
export function checkAxis(axis: number, shape: Shape): number {
  const counted = axis < 0 ? axis + shape.length : axis;
  if (Number.isInteger(counted) && counted >= 0 && counted < shape.length) return counted;
  throw new RangeError(`A value of shape ${describeShape(shape)} has no axis ${axis}`);
}

/** A size that must be a number. */
export function knownSize(shape: Shape, axis: number): number {
  const size = shape[checkAxis(axis, shape)];
  if (typeof size === 'number') return size;
  throw new RangeError(`Axis ${axis} of ${describeShape(shape)} must have a size that is known beforehand`);
}
