import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { addScaledRowSingle } from '../sparse/add-scaled-row.js';
import type { DegreePowers } from '../sparse/degree-powers.js';
import { degreeOf } from '../sparse/matrix-shape.js';
import type { ItemHistory } from './item-history.js';

/** The discounts of the two ends of a walk between items. */
export interface WalkPowers {
  /** d_i^-a of the item that the walk starts from. */
  readonly item: DegreePowers;
  /** d_j^-c of the item that it ends at. */
  readonly popularity: DegreePowers;
}

/**
 * Adds s(u,j) = Σ_i m_i d_i^-a G_ij d_j^-c over the history to `into`, which must be all zeros. Degrees are those of
 * `itemUsers` at the time of the call. Items that are newer than the matrix neither vouch nor score.
 */
export function scoreWalk(
  gram: SparseMatrix,
  itemUsers: SparseMatrix,
  history: ItemHistory,
  powers: WalkPowers,
  into: Float32Array,
): void {
  for (let n = 0; n < history.length; n++) {
    const item = history.items[n];
    addRow(gram, item, history.strengths[n] * powers.item.at(degreeOf(itemUsers, item)), into);
  }
  discountPopularity(itemUsers, powers.popularity, into);
}

/** Adds Σ_i m_i S_ij over the history to `into`: a walk over a similarity that is already normalised. */
export function scoreRows(similarity: SparseMatrix, history: ItemHistory, into: Float32Array): void {
  for (let n = 0; n < history.length; n++) addRow(similarity, history.items[n], history.strengths[n], into);
}

/** Multiplies every score by d_j^-c. */
export function discountPopularity(itemUsers: SparseMatrix, powers: DegreePowers, into: Float32Array): void {
  if (powers.exponent === 0) return;
  const { starts, ends } = itemUsers;
  const count = Math.min(into.length, itemUsers.rowCount);
  for (let item = 0; item < count; item++) {
    if (into[item] !== 0) into[item] *= powers.at(ends[item] - starts[item]);
  }
}

function addRow(matrix: SparseMatrix, row: number, scale: number, into: Float32Array): void {
  if (row < 0 || row >= matrix.rowCount || scale === 0) return;
  addScaledRowSingle(matrix.targets, matrix.weights, matrix.starts[row], matrix.ends[row], scale, into);
}
