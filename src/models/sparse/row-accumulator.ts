import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { addScaledRow } from './add-scaled-row.js';
import { kthLargest } from './kth-largest.js';
import type { SparseRows } from './sparse-rows.js';

/** Above this share of written columns, reading every column is cheaper than keeping a list of those written. */
const DENSE_SHARE = 0.25;

/**
 * Adds scaled rows of sparse matrices into one row, then hands out its largest entries. Weights must not be
 * negative. The hot loops of every item-item similarity are in here (bench/co-occurrence.ts).
 */
export class RowAccumulator {
  private readonly values: Float64Array;
  private readonly touched: Int32Array;
  private readonly ranked: Float64Array;
  private touchedCount = 0;
  private isDense = false;

  constructor(private readonly columnCount: number) {
    this.values = new Float64Array(columnCount);
    this.touched = new Int32Array(columnCount);
    this.ranked = new Float64Array(columnCount);
  }

  /** Starts a row into which about `expectedAdditions` entries will be added. */
  begin(expectedAdditions: number): void {
    this.isDense = expectedAdditions >= this.columnCount * DENSE_SHARE;
    this.touchedCount = 0;
  }

  /** Adds `scale` times a row of the matrix. */
  addRow(matrix: SparseMatrix, row: number, scale: number): void {
    const { targets, weights } = matrix;
    const { values, touched } = this;
    const end = matrix.ends[row];
    if (this.isDense) {
      addScaledRow(targets, weights, matrix.starts[row], end, scale, values);
      return;
    }
    let touchedCount = this.touchedCount;
    for (let k = matrix.starts[row]; k < end; k++) {
      const column = targets[k];
      if (values[column] === 0) touched[touchedCount++] = column;
      values[column] += scale * weights[k];
    }
    this.touchedCount = touchedCount;
  }

  /** Adds one value. */
  add(column: number, value: number): void {
    if (!this.isDense && this.values[column] === 0 && value !== 0) this.touched[this.touchedCount++] = column;
    this.values[column] += value;
  }

  valueAt(column: number): number {
    return this.values[column];
  }

  /** Takes a column out of the row. */
  clear(column: number): void {
    this.values[column] = 0;
  }

  /** Multiplies every value by the factor of its column. */
  scaleColumns(factors: Float64Array): void {
    const { values, touched } = this;
    if (this.isDense) for (let column = 0; column < this.columnCount; column++) values[column] *= factors[column];
    else for (let n = 0; n < this.touchedCount; n++) values[touched[n]] *= factors[touched[n]];
  }

  /**
   * Closes the row of `rows` with the `limit` entries whose value times `factors[column]` is largest, sorted by
   * column, and makes this row empty again. Of equal entries those with the lower column stay.
   */
  takeTop(limit: number, factors: Float64Array | null, rows: SparseRows): void {
    const count = this.listColumns();
    const { values, touched, ranked } = this;
    let threshold = 0;
    let ties = Number.POSITIVE_INFINITY;
    if (count > limit) {
      for (let n = 0; n < count; n++) ranked[n] = rankOf(values, factors, touched[n]);
      threshold = kthLargest(ranked, count, limit);
      ties = limit;
      for (let n = 0; n < count; n++) if (ranked[n] > threshold) ties--;
    }
    for (let n = 0; n < count; n++) {
      const column = touched[n];
      const rank = rankOf(values, factors, column);
      if (rank > threshold || (rank === threshold && ties-- > 0)) rows.add(column, values[column]);
      values[column] = 0;
    }
    rows.endRow();
  }

  /** Lists the columns above zero in ascending order in `touched`. */
  private listColumns(): number {
    const { values, touched } = this;
    let count = 0;
    if (this.isDense) {
      for (let column = 0; column < this.columnCount; column++) if (values[column] > 0) touched[count++] = column;
      return count;
    }
    for (let n = 0; n < this.touchedCount; n++) if (values[touched[n]] > 0) touched[count++] = touched[n];
    touched.subarray(0, count).sort();
    // A column that was cleared and then written again is listed twice.
    let kept = 0;
    for (let n = 0; n < count; n++) if (n === 0 || touched[n] !== touched[n - 1]) touched[kept++] = touched[n];
    return kept;
  }
}

function rankOf(values: Float64Array, factors: Float64Array | null, column: number): number {
  return factors === null ? values[column] : values[column] * factors[column];
}
