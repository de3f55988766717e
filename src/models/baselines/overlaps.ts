import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import type { ItemHistory } from '../collaborative/item-history.js';

/**
 * What one row of a matrix has in common with every other row. Values may be negative, unlike in a walk, so that a row
 * counts as met by its shared columns and not by its sum. The buffers are used again: a result holds until the next call.
 */
export class Overlaps {
  /** The rows that share a column, `count` of them, each once. */
  readonly rows: Int32Array;
  /** Σ x_ac x_bc over the shared columns c, by row number. */
  readonly products: Float64Array;
  /** How many columns are shared, by row number. */
  readonly shared: Int32Array;
  count = 0;

  constructor(rowCount: number) {
    this.rows = new Int32Array(rowCount);
    this.products = new Float64Array(rowCount);
    this.shared = new Int32Array(rowCount);
  }

  /** Compares the row that `columnsOfRow` holds with all rows that `columns`, the transposed matrix, leads to. */
  collect(columnsOfRow: ItemHistory, columns: SparseMatrix, excludedRow: number): void {
    const { rows, products, shared } = this;
    for (let n = 0; n < this.count; n++) {
      products[rows[n]] = 0;
      shared[rows[n]] = 0;
    }
    const { starts, ends, targets, weights } = columns;
    let count = 0;
    for (let n = 0; n < columnsOfRow.length; n++) {
      const column = columnsOfRow.items[n];
      if (column < 0 || column >= columns.rowCount) continue;
      const value = columnsOfRow.strengths[n];
      const end = ends[column];
      for (let k = starts[column]; k < end; k++) {
        const row = targets[k];
        if (row === excludedRow) continue;
        if (shared[row]++ === 0) rows[count++] = row;
        products[row] += value * weights[k];
      }
    }
    this.count = count;
  }
}
