import type { SparseMatrix } from '../../domain/sparse-matrix.js';

/** The number of entries of a row; 0 for a row that the matrix does not have. */
export function degreeOf(matrix: SparseMatrix, row: number): number {
  return row >= 0 && row < matrix.rowCount ? matrix.ends[row] - matrix.starts[row] : 0;
}

/** The number of entries of every row. */
export function degreesOf(matrix: SparseMatrix): Int32Array {
  const degrees = new Int32Array(matrix.rowCount);
  for (let row = 0; row < matrix.rowCount; row++) degrees[row] = matrix.ends[row] - matrix.starts[row];
  return degrees;
}

/** The number of entries of the whole matrix. */
export function entryCountOf(matrix: SparseMatrix): number {
  let count = 0;
  for (let row = 0; row < matrix.rowCount; row++) count += matrix.ends[row] - matrix.starts[row];
  return count;
}

/** The matrix with rows and columns exchanged; its rows are packed and sorted by column. */
export function transpose(matrix: SparseMatrix): SparseMatrix {
  const { rowCount, columnCount, starts, ends, targets, weights } = matrix;
  const entryCount = entryCountOf(matrix);
  const newStarts = new Int32Array(columnCount + 1);
  for (let row = 0; row < rowCount; row++) {
    for (let k = starts[row]; k < ends[row]; k++) newStarts[targets[k] + 1]++;
  }
  for (let column = 0; column < columnCount; column++) newStarts[column + 1] += newStarts[column];
  const next = newStarts.slice(0, columnCount);
  const newTargets = new Int32Array(entryCount);
  const newWeights = new Float32Array(entryCount);
  for (let row = 0; row < rowCount; row++) {
    for (let k = starts[row]; k < ends[row]; k++) {
      const at = next[targets[k]]++;
      newTargets[at] = row;
      newWeights[at] = weights[k];
    }
  }
  return {
    rowCount: columnCount,
    columnCount: rowCount,
    starts: newStarts.slice(0, columnCount),
    ends: newStarts.slice(1),
    targets: newTargets,
    weights: newWeights,
  };
}
