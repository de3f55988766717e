import { normal, seededRandom } from '../../domain/random.js';
import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { transpose } from '../sparse/matrix-shape.js';
import { symmetricEigenvectors } from './symmetric-eigenvectors.js';

/** More columns than asked for, so that the last ones asked for are right too. */
const OVERSAMPLING = 8;
const POWER_ITERATIONS = 2;

export interface TruncatedSvd {
  /** Numbers a column vector has; fewer than asked for when the matrix has a lower rank. */
  readonly size: number;
  /** The first right singular vectors: `columnCount` × `size`, row after row. */
  readonly rightVectors: Float32Array;
  /** From the largest down. */
  readonly singularValues: Float64Array;
}

/** The strongest right singular vectors of a sparse matrix by the randomised method of Halko et al. 2011, seeded. */
export function truncatedSvd(matrix: SparseMatrix, size: number, seed: number): TruncatedSvd {
  const { rowCount, columnCount } = matrix;
  const width = Math.min(size + OVERSAMPLING, rowCount, columnCount);
  const transposed = transpose(matrix);
  const random = seededRandom(seed);
  const start = Float64Array.from({ length: columnCount * width }, () => normal(random));
  let range = multiply(matrix, start, width);
  orthonormalise(range, rowCount, width);
  for (let step = 0; step < POWER_ITERATIONS; step++) {
    const back = multiply(transposed, range, width);
    orthonormalise(back, columnCount, width);
    range = multiply(matrix, back, width);
    orthonormalise(range, rowCount, width);
  }
  // With B = Qᵀ A of `width` rows, the eigenvectors of B Bᵀ are the left singular vectors of B.
  const projected = multiply(transposed, range, width);
  const { values, vectors } = symmetricEigenvectors(columnGram(projected, columnCount, width), width);
  const kept = countAbove(values, Math.min(size, width), (values[0] ?? 0) * 1e-9);
  const singularValues = Float64Array.from(values.subarray(0, kept), Math.sqrt);
  const rightVectors = new Float32Array(columnCount * kept);
  for (let column = 0; column < columnCount; column++) {
    for (let k = 0; k < kept; k++) {
      let sum = 0;
      for (let n = 0; n < width; n++) sum += projected[column * width + n] * vectors[n * width + k];
      rightVectors[column * kept + k] = sum / singularValues[k];
    }
  }
  return { size: kept, rightVectors, singularValues };
}

/** Sparse times dense; the dense matrix has `width` columns. */
function multiply(matrix: SparseMatrix, dense: Float64Array, width: number): Float64Array {
  const { rowCount, starts, ends, targets, weights } = matrix;
  const result = new Float64Array(rowCount * width);
  for (let row = 0; row < rowCount; row++) {
    const into = row * width;
    for (let k = starts[row]; k < ends[row]; k++) {
      const from = targets[k] * width;
      const weight = weights[k];
      for (let n = 0; n < width; n++) result[into + n] += weight * dense[from + n];
    }
  }
  return result;
}

/** Makes the columns orthonormal by modified Gram-Schmidt, twice over for accuracy; dependent columns become zero. */
function orthonormalise(dense: Float64Array, rowCount: number, width: number): void {
  for (let column = 0; column < width; column++) {
    const before = columnNorm(dense, rowCount, width, column);
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < column; other++) {
        let dot = 0;
        for (let at = 0; at < rowCount * width; at += width) dot += dense[at + column] * dense[at + other];
        if (dot === 0) continue;
        for (let at = 0; at < rowCount * width; at += width) dense[at + column] -= dot * dense[at + other];
      }
    }
    const length = columnNorm(dense, rowCount, width, column);
    const scale = length > before * 1e-10 ? 1 / length : 0;
    for (let at = 0; at < rowCount * width; at += width) dense[at + column] *= scale;
  }
}

function columnNorm(dense: Float64Array, rowCount: number, width: number, column: number): number {
  let squared = 0;
  for (let at = column; at < rowCount * width; at += width) squared += dense[at] * dense[at];
  return Math.sqrt(squared);
}

function columnGram(dense: Float64Array, rowCount: number, width: number): Float64Array {
  const gram = new Float64Array(width * width);
  for (let at = 0; at < rowCount * width; at += width) {
    for (let a = 0; a < width; a++) {
      const left = dense[at + a];
      if (left === 0) continue;
      for (let b = 0; b < width; b++) gram[a * width + b] += left * dense[at + b];
    }
  }
  return gram;
}

function countAbove(values: Float64Array, limit: number, bound: number): number {
  let count = 0;
  while (count < limit && values[count] > bound) count++;
  return count;
}
