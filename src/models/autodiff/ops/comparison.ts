import { broadcastShapes } from '../shape.js';
import type { Value } from '../tape.js';
import { castToReal } from './sizes.js';

/** −1, 0 or 1; nothing is learned through it. */
export function sign(x: Value): Value {
  return x.tape.apply({ operator: 'Sign', inputs: [x], shape: x.shape });
}

/** 1 where two values are equal, else 0; nothing is learned through it. */
export function isEqual(a: Value, b: Value): Value {
  const shape = broadcastShapes(a.shape, b.shape);
  return castToReal(a.tape.apply({ operator: 'Equal', inputs: [a, b], shape, type: 'bool' }));
}
