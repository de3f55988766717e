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
  /** w: how much the side similarity counts, in co-occurrences. */
  readonly sideWeight: number;
  /** How many entries a row keeps, by absolute value. */
  readonly neighbours: number;
}

/** Beyond this many items the dense inverse takes more memory and time than a fit may. */
export const MAX_EASE_ITEMS = 10_000;

/**
 * EASE (Steck 2019) with side information: P = (Xᵀ D_u^-b X + p·diag + w·S + λI)^-1 and B_ij = −P_ij / P_jj, zero on
 * the diagonal, pruned to the strongest entries a row. `side` is a non-negative item-item similarity; S is what it
 * becomes after division by its row maximum and averaging with its transpose. Scores are `scoreRows` over B, and may
 * be negative.
 */
export async function fitEase(
  userItems: SparseMatrix,
  itemCount: number,
  config: EaseConfig,
  side: SparseMatrix | null,
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
  if (side !== null && config.sideWeight > 0) addSide(matrix, itemCount, side, config.sideWeight);
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

function addSide(matrix: Float32Array, size: number, side: SparseMatrix, weight: number): void {
  for (let row = 0; row < Math.min(size, side.rowCount); row++) {
    let largest = 0;
    for (let k = side.starts[row]; k < side.ends[row]; k++) largest = Math.max(largest, side.weights[k]);
    if (largest === 0) continue;
    for (let k = side.starts[row]; k < side.ends[row]; k++) {
      const column = side.targets[k];
      if (column === row || column >= size) continue;
      const half = (0.5 * weight * side.weights[k]) / largest;
      matrix[row * size + column] += half;
      matrix[column * size + row] += half;
    }
  }
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
