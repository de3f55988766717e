import type { SparseMatrix } from '../../domain/sparse-matrix.js';

/** True when the matrix has at least one entry in the row. */
export function hasRow(matrix: SparseMatrix | null, row: number): boolean {
  return matrix !== null && row < matrix.rowCount && matrix.ends[row] > matrix.starts[row];
}

/** The weight of a cell of a matrix whose rows are sorted by column; 0 when there is no entry. */
export function sortedEntry(matrix: SparseMatrix, row: number, column: number): number {
  if (row >= matrix.rowCount) return 0;
  const { targets } = matrix;
  let low = matrix.starts[row];
  let high = matrix.ends[row] - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = targets[middle];
    if (found === column) return matrix.weights[middle];
    if (found < column) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}

/** The rows from 0 to `rowCount` without an entry. */
export function emptyRows(matrix: SparseMatrix | null): Int32Array {
  if (matrix === null) return new Int32Array(0);
  const rows: number[] = [];
  for (let row = 0; row < matrix.rowCount; row++) if (matrix.ends[row] === matrix.starts[row]) rows.push(row);
  return Int32Array.from(rows);
}

/** Makes negative scores 0, as every channel promises. */
export function clipNegative(scores: Float32Array): void {
  for (let item = 0; item < scores.length; item++) if (scores[item] < 0) scores[item] = 0;
}
