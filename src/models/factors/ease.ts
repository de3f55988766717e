import { IsthmusError } from '../../domain/errors.js';
import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import type { MatrixInverse } from '../onnx/matrix-inverse.js';
import { DegreePowers } from '../sparse/degree-powers.js';
import { kthLargest } from '../sparse/kth-largest.js';
import { degreesOf } from '../sparse/matrix-shape.js';
import { SparseRows } from '../sparse/sparse-rows.js';

export interface EaseConfig {
  /** b: how much a user with many items counts less. */
  readonly userExponent: number;
  /** λ, added to the diagonal. */
  readonly regularisation: number;
  /** p: this share of an item's own co-occurrence is added to its diagonal, so that popular items are held back more. */
  readonly popularityRegularisation: number;
  /** How many entries a row keeps, by absolute value. */
  readonly neighbours: number;
}

/** What is known of items besides their users: a similarity from 0 to 1, best not cut to the strongest entries. */
export interface SideSimilarity {
  readonly similarity: SparseMatrix;
  /** w: what the strongest similarity of an item counts, in co-occurrences; a tenth of λ is a good start. */
  readonly weight: number;
}

/** Beyond this many items the dense inverse takes more memory and time than a fit may. */
export const MAX_EASE_ITEMS = 10_000;

/**
 * EASE (Steck 2019) with side information: P = (Xᵀ D_u^-b X + p·diag + Σ w·S + λI)^-1 and B_ij = −P_ij / P_jj, zero on
 * the diagonal, pruned to the strongest entries a row. S is a side similarity averaged with its transpose, with the
 * similarity 1 of an item to itself on the diagonal, over the mean of its row maxima. Without the diagonal, or with rows
 * scaled one by one, the matrix would stop being positive definite at small weights already. Scores are `scoreRows` over B, and may be negative.
 */
export async function fitEase(
  userItems: SparseMatrix,
  itemCount: number,
  config: EaseConfig,
  sides: readonly SideSimilarity[],
  invert: MatrixInverse,
): Promise<SparseMatrix> {
  if (itemCount > MAX_EASE_ITEMS) {
    throw new RangeError(
      `EASE takes at most ${MAX_EASE_ITEMS} items, not ${itemCount}; leave it out for this catalogue`,
    );
  }
  const matrix = denseGram(userItems, itemCount, config.userExponent);
  for (let item = 0; item < itemCount; item++) {
    const at = item * itemCount + item;
    matrix[at] += config.popularityRegularisation * matrix[at] + config.regularisation;
  }
  for (const side of sides) if (side.weight > 0) addSide(matrix, itemCount, side);
  return pruneWeights(await invert(matrix, itemCount), itemCount, config.neighbours);
}

function denseGram(userItems: SparseMatrix, size: number, userExponent: number): Float32Array {
  const { starts, ends, targets, weights } = userItems;
  const powers = new DegreePowers(userExponent).ofAll(degreesOf(userItems));
  const gram = new Float32Array(size * size);
  for (let user = 0; user < userItems.rowCount; user++) {
    for (let a = starts[user]; a < ends[user]; a++) {
      const row = targets[a] * size;
      const scale = weights[a] * powers[user];
      for (let b = starts[user]; b < ends[user]; b++) gram[row + targets[b]] += scale * weights[b];
    }
  }
  return gram;
}

function addSide(matrix: Float32Array, size: number, { similarity, weight }: SideSimilarity): void {
  const { starts, ends, targets, weights } = similarity;
  const scale = weight / meanRowMaximum(similarity);
  if (!Number.isFinite(scale)) return;
  for (let row = 0; row < Math.min(size, similarity.rowCount); row++) {
    if (ends[row] > starts[row]) matrix[row * size + row] += scale;
    for (let k = starts[row]; k < ends[row]; k++) {
      const column = targets[k];
      if (column === row || column >= size) continue;
      const half = 0.5 * scale * weights[k];
      matrix[row * size + column] += half;
      matrix[column * size + row] += half;
    }
  }
}

/** The mean over the rows with entries of their largest entry; 0 when all rows are empty. */
function meanRowMaximum({ rowCount, starts, ends, weights }: SparseMatrix): number {
  let sum = 0;
  let filled = 0;
  for (let row = 0; row < rowCount; row++) {
    let largest = 0;
    for (let k = starts[row]; k < ends[row]; k++) largest = Math.max(largest, weights[k]);
    sum += largest;
    if (largest > 0) filled++;
  }
  return filled === 0 ? 0 : sum / filled;
}

function pruneWeights(inverse: Float32Array, size: number, neighbours: number): SparseMatrix {
  const values = new Float64Array(size);
  const magnitudes = new Float64Array(size);
  const rows = new SparseRows(size, size, size * Math.min(size, neighbours));
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const value = column === row ? 0 : -inverse[row * size + column] / inverse[column * size + column];
      if (!Number.isFinite(value)) {
        throw new IsthmusError('INTERNAL', 'The EASE matrix cannot be inverted; raise its regularisation.');
      }
      values[column] = value;
      magnitudes[column] = Math.abs(value);
    }
    const threshold = neighbours >= size ? 0 : kthLargest(magnitudes, size, Math.max(1, neighbours));
    let room = neighbours;
    for (let column = 0; column < size && room > 0; column++) {
      if (values[column] !== 0 && Math.abs(values[column]) >= threshold) {
        rows.add(column, values[column]);
        room--;
      }
    }
    rows.endRow();
  }
  return rows.finish();
}
