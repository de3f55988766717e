import { IsthmusError } from '../../domain/errors.js';

/**
 * Adds up the gradients of rows that a batch looked up several times. The memory is kept from step to step; the order
 * is that in which rows come up first, so that equal batches give equal sums to the last bit.
 */
export class RowSums {
  /** Where in `sums` a row of the table stands, plus 1; 0 for a row that has not come up. */
  private readonly places: Int32Array;
  private ids = new Int32Array(0);
  private values = new Float32Array(0);
  private length = 0;

  constructor(
    tableRows: number,
    readonly width: number,
  ) {
    this.places = new Int32Array(tableRows);
  }

  /** The rows that came up. */
  get rowIds(): Int32Array {
    return this.ids.subarray(0, this.length);
  }

  /** Their gradients, row after row. */
  get sums(): Float32Array {
    return this.values.subarray(0, this.length * this.width);
  }

  /** Adds one gradient row for each index. */
  add(indices: Int32Array, rows: Float32Array): void {
    const { places, width } = this;
    this.reserve(this.length + indices.length);
    const { ids, values } = this;
    for (let n = 0; n < indices.length; n++) {
      const row = indices[n];
      // ONNX Runtime would count a row below zero from the end of the table.
      if (row < 0 || row >= places.length) {
        throw new IsthmusError('TRAINING_FAILED', `A batch names row ${row} of a table of ${places.length} rows.`);
      }
      const from = n * width;
      const place = places[row];
      if (place === 0) {
        ids[this.length] = row;
        const to = this.length * width;
        for (let k = 0; k < width; k++) values[to + k] = rows[from + k];
        places[row] = ++this.length;
      } else {
        const to = (place - 1) * width;
        for (let k = 0; k < width; k++) values[to + k] += rows[from + k];
      }
    }
  }

  /** Forgets all rows. */
  clear(): void {
    for (let n = 0; n < this.length; n++) this.places[this.ids[n]] = 0;
    this.length = 0;
  }

  private reserve(rows: number): void {
    if (rows <= this.ids.length) return;
    const ids = new Int32Array(rows);
    const values = new Float32Array(rows * this.width);
    ids.set(this.rowIds);
    values.set(this.sums);
    this.ids = ids;
    this.values = values;
  }
}
