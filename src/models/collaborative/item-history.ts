import type { SparseMatrix } from '../../domain/sparse-matrix.js';

/** The items that speak for a user, with what each counts. */
export interface ItemHistory {
  readonly length: number;
  readonly items: Int32Array;
  readonly strengths: Float32Array;
}

/** A row of a user-item matrix as a history, without copying; empty for a row that is not there. */
export function rowHistory(matrix: SparseMatrix, row: number): ItemHistory {
  const start = row < matrix.rowCount ? matrix.starts[row] : 0;
  const end = row < matrix.rowCount ? matrix.ends[row] : 0;
  return {
    length: end - start,
    items: matrix.targets.subarray(start, end),
    strengths: matrix.weights.subarray(start, end),
  };
}
