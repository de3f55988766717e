import type { Gradient, Value } from '../tape.js';
import { add, div, mul, sub } from './arithmetic.js';
import { isEqual, isPositive } from './comparison.js';

/** max(x, 0) */
export function relu(x: Value): Value {
  // Of the result and not of x, so that ONNX Runtime can fuse the layer before with the relu.
  return unary('Relu', x, (upstream, result) => [mul(upstream, isPositive(result))]);
}

/** x Φ(x), with Φ the distribution function of the normal distribution (Hendrycks and Gimpel 2016). */
export function gelu(x: Value): Value {
  return mul(x, mul(add(erf(mul(x, Math.SQRT1_2)), 1), 0.5));
}

/** 1 / (1 + e^−x) */
export function sigmoid(x: Value): Value {
  return unary('Sigmoid', x, (upstream, y) => [mul(upstream, mul(y, sub(y.tape.scalar(1), y)))]);
}

export function tanh(x: Value): Value {
  return unary('Tanh', x, (upstream, y) => [mul(upstream, sub(y.tape.scalar(1), mul(y, y)))]);
}

export function exp(x: Value): Value {
  return unary('Exp', x, (upstream, y) => [mul(upstream, y)]);
}

/** The natural logarithm. */
export function log(x: Value): Value {
  return unary('Log', x, (upstream) => [div(upstream, x)]);
}

/** log(1 + e^x), without overflow. */
export function softplus(x: Value): Value {
  return unary('Softplus', x, (upstream) => [mul(upstream, sigmoid(x))]);
}

/** The value cut off at two bounds, where the gradient ends. */
export function clip(x: Value, lowest: number, highest: number): Value {
  return x.tape.apply({
    operator: 'Clip',
    inputs: [x, x.tape.scalar(lowest), x.tape.scalar(highest)],
    shape: x.shape,
    gradient: (upstream, result) => [mul(upstream, isEqual(result, x)), null, null],
  });
}

/** The error function 2/√π ∫ e^−t² dt from 0 to x. */
export function erf(x: Value): Value {
  const slope = (upstream: Value) => mul(mul(upstream, 2 / Math.sqrt(Math.PI)), exp(mul(x, mul(x, -1))));
  return unary('Erf', x, (upstream) => [slope(upstream)]);
}

function unary(operator: string, x: Value, gradient: Gradient): Value {
  return x.tape.apply({ operator, inputs: [x], shape: x.shape, gradient });
}
