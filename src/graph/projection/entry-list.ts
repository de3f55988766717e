const GROWTH = 2;

/** Entries of a sparse matrix in the order in which they come, in typed arrays that grow. */
export class EntryList {
  private length = 0;
  private rows = new Int32Array(1024);
  private columns = new Int32Array(1024);
  private weights = new Float32Array(1024);

  add(row: number, column: number, weight: number): void {
    if (this.length === this.rows.length) this.grow();
    this.rows[this.length] = row;
    this.columns[this.length] = column;
    this.weights[this.length++] = weight;
  }

  finished(): { readonly rows: Int32Array; readonly columns: Int32Array; readonly weights: Float32Array } {
    return {
      rows: this.rows.subarray(0, this.length),
      columns: this.columns.subarray(0, this.length),
      weights: this.weights.subarray(0, this.length),
    };
  }

  private grow(): void {
    const { rows, columns, weights } = this;
    this.rows = new Int32Array(this.length * GROWTH);
    this.rows.set(rows);
    this.columns = new Int32Array(this.length * GROWTH);
    this.columns.set(columns);
    this.weights = new Float32Array(this.length * GROWTH);
    this.weights.set(weights);
  }
}
