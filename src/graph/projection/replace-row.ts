import type { GrowingCsr } from './growing-csr.js';

/**
 * Makes a row of a matrix hold exactly the given cells, and its transpose, if there is one, the same; returns whether
 * anything was different. Cells that have not changed are not touched, so renewing a row that is right costs one pass.
 */
export function replaceRow(
  matrix: GrowingCsr,
  transpose: GrowingCsr | null,
  row: number,
  cells: ReadonlyMap<number, number>,
): boolean {
  const old = new Map<number, number>();
  if (row < matrix.rowCount) {
    for (let k = matrix.starts[row]; k < matrix.ends[row]; k++) old.set(matrix.targets[k], matrix.weights[k]);
  }
  let isDifferent = false;
  for (const column of old.keys()) {
    if (cells.has(column)) continue;
    matrix.delete(row, column);
    transpose?.delete(column, row);
    isDifferent = true;
  }
  for (const [column, weight] of cells) {
    if (old.get(column) === Math.fround(weight)) continue;
    matrix.set(row, column, weight);
    transpose?.set(column, row, weight);
    isDifferent = true;
  }
  return isDifferent;
}
