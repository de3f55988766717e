import { broadcastShapes } from '../shape.js';
import type { Value } from '../tape.js';
import { castToReal } from './sizes.js';

/** 1 where a value is above 0, else 0; nothing is learned through it. ONNX's Sign would do but uses one thread. */
export function isPositive(x: Value): Value {
  const { tape, shape } = x;
  return castToReal(tape.apply({ operator: 'Greater', inputs: [x, tape.scalar(0)], shape, type: 'bool' }));
}

/** 1 where two values are equal, else 0; nothing is learned through it. */
export function isEqual(a: Value, b: Value): Value {
  const shape = broadcastShapes(a.shape, b.shape);
  return castToReal(a.tape.apply({ operator: 'Equal', inputs: [a, b], shape, type: 'bool' }));
}
