import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { kthLargest } from './kth-largest.js';
import { SparseRows } from './sparse-rows.js';

/** The matrix with at most `limit` entries a row: the largest, of equal ones those of the lower columns. */
export function strongestEntries(matrix: SparseMatrix, limit: number): SparseMatrix {
  const rows = new SparseRows(matrix.rowCount, matrix.columnCount);
  for (let row = 0; row < matrix.rowCount; row++) {
    const start = matrix.starts[row];
    const end = matrix.ends[row];
    const values = Float64Array.from(matrix.weights.subarray(start, end));
    const threshold = end - start > limit ? kthLargest(values, end - start, limit) : Number.NEGATIVE_INFINITY;
    let ties = limit;
    for (let k = start; k < end; k++) if (matrix.weights[k] > threshold) ties--;
    for (let k = start; k < end; k++) {
      const weight = matrix.weights[k];
      if (weight > threshold || (weight === threshold && ties-- > 0)) rows.add(matrix.targets[k], weight);
    }
    rows.endRow();
  }
  return rows.finish();
}
