import type { SparseMatrix } from '../../domain/sparse-matrix.js';

const GROWTH = 1.5;

/** A typed array in shared memory, so that worker threads can read it without a copy. */
export function sharedInt32(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4));
}

export function sharedFloat32(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(length * 4));
}

/**
 * A sparse matrix in shared memory whose rows can grow, shrink and be added one entry at a time. A row that
 * outgrows its place moves to the end of the arrays with twice the room, so a write costs amortised constant time
 * and readers always see plain compressed rows: hot loops run over `starts`, `ends`, `targets` and `weights`.
 */
export class GrowingCsr implements SparseMatrix {
  rowCount = 0;
  columnCount = 0;
  starts: Int32Array;
  ends: Int32Array;
  targets: Int32Array;
  weights: Float32Array;
  private limits: Int32Array;
  private used = 0;

  constructor(rowCapacity = 16, entryCapacity = 64) {
    this.starts = sharedInt32(rowCapacity);
    this.ends = sharedInt32(rowCapacity);
    this.limits = sharedInt32(rowCapacity);
    this.targets = sharedInt32(entryCapacity);
    this.weights = sharedFloat32(entryCapacity);
  }

  /**
   * Builds the matrix from entries in any order. Entries that name the same cell are merged with `merge`.
   * Rows come out sorted by column.
   */
  static fromEntries(
    rowCount: number,
    columnCount: number,
    rows: Int32Array,
    columns: Int32Array,
    weights: Float32Array,
    merge: (a: number, b: number) => number = Math.max,
  ): GrowingCsr {
    const matrix = new GrowingCsr(Math.max(16, rowCount), Math.max(64, rows.length));
    matrix.rowCount = rowCount;
    matrix.columnCount = columnCount;
    const counts = new Int32Array(rowCount + 1);
    for (let k = 0; k < rows.length; k++) counts[rows[k] + 1]++;
    for (let r = 0; r < rowCount; r++) counts[r + 1] += counts[r];
    // Sorting by column first and then counting by row keeps every row sorted without a comparison sort a row.
    const byColumn = orderByKey(columns, columnCount);
    const next = counts.slice(0, rowCount);
    for (let n = 0; n < byColumn.length; n++) {
      const k = byColumn[n];
      const row = rows[k];
      const last = next[row] - 1;
      if (last >= counts[row] && matrix.targets[last] === columns[k]) {
        matrix.weights[last] = merge(matrix.weights[last], weights[k]);
      } else {
        matrix.targets[next[row]] = columns[k];
        matrix.weights[next[row]] = weights[k];
        next[row]++;
      }
    }
    for (let r = 0; r < rowCount; r++) {
      matrix.starts[r] = counts[r];
      matrix.ends[r] = next[r];
      matrix.limits[r] = counts[r + 1];
    }
    matrix.used = rows.length;
    return matrix;
  }

  degree(row: number): number {
    return row < this.rowCount ? this.ends[row] - this.starts[row] : 0;
  }

  /** The number of stored entries. */
  get entryCount(): number {
    let count = 0;
    for (let r = 0; r < this.rowCount; r++) count += this.ends[r] - this.starts[r];
    return count;
  }

  /** Makes the matrix at least `rows` by `columns`; new rows are empty. */
  ensureSize(rows: number, columns: number): void {
    if (columns > this.columnCount) this.columnCount = columns;
    if (rows > this.starts.length) {
      const capacity = Math.max(rows, Math.ceil(this.starts.length * GROWTH));
      this.starts = copyInto(sharedInt32(capacity), this.starts);
      this.ends = copyInto(sharedInt32(capacity), this.ends);
      this.limits = copyInto(sharedInt32(capacity), this.limits);
    }
    if (rows > this.rowCount) this.rowCount = rows;
  }

  /** The weight of a cell, 0 when there is no entry. */
  get(row: number, column: number): number {
    const k = this.find(row, column);
    return k < 0 ? 0 : this.weights[k];
  }

  has(row: number, column: number): boolean {
    return this.find(row, column) >= 0;
  }

  /** Sets one cell, adding the entry when it is not there. */
  set(row: number, column: number, weight: number): void {
    this.ensureSize(row + 1, column + 1);
    const found = this.find(row, column);
    if (found >= 0) {
      this.weights[found] = weight;
      return;
    }
    if (this.ends[row] === this.limits[row]) this.moveToEnd(row);
    const k = this.ends[row]++;
    this.targets[k] = column;
    this.weights[k] = weight;
  }

  /** Removes one cell; returns whether it was there. The last entry of the row takes its place. */
  delete(row: number, column: number): boolean {
    const k = this.find(row, column);
    if (k < 0) return false;
    const last = --this.ends[row];
    this.targets[k] = this.targets[last];
    this.weights[k] = this.weights[last];
    return true;
  }

  clearRow(row: number): void {
    if (row < this.rowCount) this.ends[row] = this.starts[row];
  }

  private find(row: number, column: number): number {
    if (row >= this.rowCount) return -1;
    const end = this.ends[row];
    for (let k = this.starts[row]; k < end; k++) if (this.targets[k] === column) return k;
    return -1;
  }

  private moveToEnd(row: number): void {
    const start = this.starts[row];
    const length = this.ends[row] - start;
    const room = Math.max(4, length * 2);
    if (this.used + room > this.targets.length) {
      const capacity = Math.max(this.used + room, Math.ceil(this.targets.length * GROWTH));
      this.targets = copyInto(sharedInt32(capacity), this.targets);
      this.weights = copyInto(sharedFloat32(capacity), this.weights);
    }
    this.targets.copyWithin(this.used, start, start + length);
    this.weights.copyWithin(this.used, start, start + length);
    this.starts[row] = this.used;
    this.ends[row] = this.used + length;
    this.limits[row] = this.used + room;
    this.used += room;
  }
}

function copyInto<T extends Int32Array | Float32Array>(target: T, source: T): T {
  target.set(source);
  return target;
}

/** A stable counting sort: positions of `keys` ordered by key, for keys in `0 … keyCount - 1`. */
function orderByKey(keys: Int32Array, keyCount: number): Int32Array {
  const next = new Int32Array(keyCount + 1);
  for (let k = 0; k < keys.length; k++) next[keys[k] + 1]++;
  for (let c = 0; c < keyCount; c++) next[c + 1] += next[c];
  const order = new Int32Array(keys.length);
  for (let k = 0; k < keys.length; k++) order[next[keys[k]]++] = k;
  return order;
}
