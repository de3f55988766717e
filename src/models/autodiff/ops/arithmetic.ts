import { broadcastShapes } from '../shape.js';
import type { Gradient, Value } from '../tape.js';
import { sumTo } from './broadcast.js';

/** a + b. Here and below the smaller one is repeated to fit, and a number stands for itself. */
export function add(a: Value, b: Value | number): Value {
  const other = asValue(a, b);
  return combine('Add', a, other, (upstream) => [sumTo(upstream, a.shape), sumTo(upstream, other.shape)]);
}

/** a − b */
export function sub(a: Value, b: Value | number): Value {
  const other = asValue(a, b);
  return combine('Sub', a, other, (upstream) => [sumTo(upstream, a.shape), sumTo(neg(upstream), other.shape)]);
}

/** a · b, element by element */
export function mul(a: Value, b: Value | number): Value {
  const other = asValue(a, b);
  return combine('Mul', a, other, (upstream) => [
    sumTo(mul(upstream, other), a.shape),
    sumTo(mul(upstream, a), other.shape),
  ]);
}

/** a / b */
export function div(a: Value, b: Value | number): Value {
  const other = asValue(a, b);
  return combine('Div', a, other, (upstream, result) => {
    const share = div(upstream, other);
    return [sumTo(share, a.shape), sumTo(neg(mul(share, result)), other.shape)];
  });
}

/** −a */
export function neg(a: Value): Value {
  return a.tape.apply({ operator: 'Neg', inputs: [a], shape: a.shape, gradient: (upstream) => [neg(upstream)] });
}

function combine(operator: string, a: Value, b: Value, gradient: Gradient): Value {
  return a.tape.apply({ operator, inputs: [a, b], shape: broadcastShapes(a.shape, b.shape), gradient });
}

function asValue(beside: Value, operand: Value | number): Value {
  return typeof operand === 'number' ? beside.tape.scalar(operand) : operand;
}
