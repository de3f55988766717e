import { normal } from '../../domain/random.js';
import type { Initialiser } from './tape.js';

/** The same number everywhere. */
export function constantValues(value: number): Initialiser {
  return (dimensions) => new Float32Array(sizeOf(dimensions)).fill(value);
}

/** Normal with the given deviation. */
export function normalValues(deviation: number): Initialiser {
  return (dimensions, random) => Float32Array.from({ length: sizeOf(dimensions) }, () => deviation * normal(random));
}

/** Normal with variance 2 / inputs, for layers with relu (He et al. 2015); inputs are all axes but the last. */
export const heNormal: Initialiser = (dimensions, random) =>
  normalValues(Math.sqrt(2 / sizeOf(dimensions.slice(0, -1))))(dimensions, random);

/** Normal with variance 2 / (inputs + outputs), for layers without relu (Glorot and Bengio 2010). */
export const glorotNormal: Initialiser = (dimensions, random) => {
  const inputs = sizeOf(dimensions.slice(0, -1));
  return normalValues(Math.sqrt(2 / (inputs + dimensions[dimensions.length - 1])))(dimensions, random);
};

function sizeOf(dimensions: readonly number[]): number {
  return dimensions.reduce((product, size) => product * size, 1);
}
