import { normal, seededRandom } from '../../domain/random.js';
import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { transpose } from '../sparse/matrix-shape.js';
import { symmetricEigenvectors } from './symmetric-eigenvectors.js';

/** More columns than asked for, so that the last ones asked for are right too. */
const OVERSAMPLING = 8;
const POWER_ITERATIONS = 1;
/** An eigenvalue below this share of the largest is taken for zero. */
const RANK_TOLERANCE = 1e-11;

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
  let range = orthonormal(multiply(matrix, start, width), width);
  for (let step = 0; step < POWER_ITERATIONS; step++) {
    range = orthonormal(multiply(matrix, multiply(transposed, range, width), width), width);
  }
  // With B = Qᵀ A of `width` rows, the right singular vectors of B are those of A. Dependent columns of Q are zero.
  const projected = multiply(transposed, range, width);
  const { values, vectors } = symmetricEigenvectors(columnGram(projected, width), width);
  const kept = countAbove(values, Math.min(size, width));
  const right = rotated(projected, vectors, values, width, kept);
  return { size: kept, rightVectors: Float32Array.from(right), singularValues: values.slice(0, kept).map(Math.sqrt) };
}

/** Sparse times dense; the dense matrix has `width` columns. */
function multiply(matrix: SparseMatrix, dense: Float64Array, width: number): Float64Array {
  const { rowCount, starts, ends, targets, weights } = matrix;
  const result = new Float64Array(rowCount * width);
  for (let row = 0; row < rowCount; row++) {
    const into = row * width;
    for (let k = starts[row]; k < ends[row]; k++) {
      const from = targets[k] * width;
      addScaled(dense, from, weights[k], result, into, width);
    }
  }
  return result;
}

/**
 * Columns that span the same space and are orthonormal: Y V Λ^-½ with the eigenvectors of YᵀY. Reads the rows in their
 * order, which is many times faster than Gram-Schmidt over columns. Where the columns depend on each other, the last
 * ones are zero.
 */
function orthonormal(dense: Float64Array, width: number): Float64Array {
  const { values, vectors } = symmetricEigenvectors(columnGram(dense, width), width);
  const kept = countAbove(values, width);
  const narrow = rotated(dense, vectors, values, width, kept);
  if (kept === width) return narrow;
  const padded = new Float64Array(dense.length);
  for (let row = 0; row < dense.length / width; row++) {
    padded.set(narrow.subarray(row * kept, (row + 1) * kept), row * width);
  }
  return padded;
}

/** The first `kept` columns of dense · vectors, each divided by the root of its eigenvalue. */
function rotated(
  dense: Float64Array,
  vectors: Float64Array,
  values: Float64Array,
  width: number,
  kept: number,
): Float64Array {
  const rowCount = width === 0 ? 0 : dense.length / width;
  const result = new Float64Array(rowCount * kept);
  for (let row = 0; row < rowCount; row++) {
    const into = row * kept;
    for (let n = 0; n < width; n++) {
      const factor = dense[row * width + n];
      if (factor === 0) continue;
      addScaled(vectors, n * width, factor, result, into, kept);
    }
    for (let k = 0; k < kept; k++) result[into + k] /= Math.sqrt(values[k]);
  }
  return result;
}

function columnGram(dense: Float64Array, width: number): Float64Array {
  const gram = new Float64Array(width * width);
  for (let at = 0; at < dense.length; at += width) {
    for (let a = 0; a < width; a++) {
      const left = dense[at + a];
      if (left === 0) continue;
      addScaled(dense, at, left, gram, a * width, a + 1);
    }
  }
  for (let a = 0; a < width; a++) for (let b = 0; b < a; b++) gram[b * width + a] = gram[a * width + b];
  return gram;
}

/** How many of the first `limit` eigenvalues are more than rounding errors. */
function countAbove(values: Float64Array, limit: number): number {
  const bound = (values[0] ?? 0) * RANK_TOLERANCE;
  let count = 0;
  while (count < limit && values[count] > bound) count++;
  return count;
}

/** Adds `factor` times `count` numbers of `source` to `target`; four a turn, because one a turn takes twice as long. */
function addScaled(
  source: Float64Array,
  from: number,
  factor: number,
  target: Float64Array,
  into: number,
  count: number,
): void {
  let k = 0;
  for (; k + 3 < count; k += 4) {
    target[into + k] += factor * source[from + k];
    target[into + k + 1] += factor * source[from + k + 1];
    target[into + k + 2] += factor * source[from + k + 2];
    target[into + k + 3] += factor * source[from + k + 3];
  }
  for (; k < count; k++) target[into + k] += factor * source[from + k];
}
