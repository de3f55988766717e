import { checkAxis, describeShape } from '../shape.js';
import type { Value } from '../tape.js';

/** The axes in another order: axis n of the result is axis `order[n]` of x. */
export function transpose(x: Value, order: readonly number[]): Value {
  const axes = order.map((axis) => checkAxis(axis, x.shape));
  if (new Set(axes).size !== x.shape.length || axes.length !== x.shape.length) {
    throw new RangeError(`[${order.join(', ')}] is not an order of the axes of ${describeShape(x.shape)}`);
  }
  const back = axes.map((_, axis) => axes.indexOf(axis));
  return x.tape.apply({
    operator: 'Transpose',
    inputs: [x],
    shape: axes.map((axis) => x.shape[axis]),
    type: x.type,
    attributes: { perm: axes },
    gradient: (upstream) => [transpose(upstream, back)],
  });
}

/** The last two axes exchanged. */
export function transposeLast(x: Value): Value {
  const axes = x.shape.map((_, axis) => axis);
  return transpose(x, [...axes.slice(0, -2), axes.length - 1, axes.length - 2]);
}
