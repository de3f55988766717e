import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { degreeOf } from './matrix-shape.js';
import { RowAccumulator } from './row-accumulator.js';
import { SparseRows } from './sparse-rows.js';

/** `a + scale · b` of two matrices of one size without negative entries; of each row the strongest entries stay. */
export function addMatrices(a: SparseMatrix, b: SparseMatrix, scale: number, rowEntries: number): SparseMatrix {
  const accumulator = new RowAccumulator(a.columnCount);
  const rows = new SparseRows(a.rowCount, a.columnCount);
  for (let row = 0; row < a.rowCount; row++) {
    accumulator.begin(degreeOf(a, row) + degreeOf(b, row));
    accumulator.addRow(a, row, 1);
    accumulator.addRow(b, row, scale);
    accumulator.takeTop(rowEntries, null, rows);
  }
  return rows.finish();
}
