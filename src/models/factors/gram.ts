import { addScaledAt } from './vector-loops.js';

/** Σ_r f_r f_rᵀ over the rows of a factor matrix: `size` squared numbers, row by row. */
export function gramOf(factors: Float32Array, size: number): Float64Array {
  const gram = new Float64Array(size * size);
  for (let at = 0; at < factors.length; at += size) {
    for (let a = 0; a < size; a++) {
      const left = factors[at + a];
      if (left === 0) continue;
      addScaledAt(factors, at, left, gram, a * size, a + 1);
    }
  }
  for (let a = 0; a < size; a++) for (let b = 0; b < a; b++) gram[b * size + a] = gram[a * size + b];
  return gram;
}
