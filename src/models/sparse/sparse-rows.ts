import type { SparseMatrix } from '../../domain/sparse-matrix.js';

/** Builds a packed sparse matrix row after row, from the first to the last. */
export class SparseRows {
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;
  private targets: Int32Array;
  private weights: Float32Array;
  private row = 0;
  private used = 0;

  constructor(
    private readonly rowCount: number,
    private readonly columnCount: number,
    entryCapacity = 1024,
  ) {
    this.starts = new Int32Array(rowCount);
    this.ends = new Int32Array(rowCount);
    this.targets = new Int32Array(entryCapacity);
    this.weights = new Float32Array(entryCapacity);
  }

  /** Adds an entry to the current row. */
  add(column: number, weight: number): void {
    if (this.used === this.targets.length) this.grow();
    this.targets[this.used] = column;
    this.weights[this.used++] = weight;
  }

  /** Closes the current row and goes on to the next one. */
  endRow(): void {
    this.ends[this.row++] = this.used;
    if (this.row < this.rowCount) this.starts[this.row] = this.used;
  }

  /** The matrix; rows that were not closed are empty. */
  finish(): SparseMatrix {
    for (; this.row < this.rowCount; this.row++) {
      this.starts[this.row] = this.used;
      this.ends[this.row] = this.used;
    }
    return {
      rowCount: this.rowCount,
      columnCount: this.columnCount,
      starts: this.starts,
      ends: this.ends,
      targets: this.targets.slice(0, this.used),
      weights: this.weights.slice(0, this.used),
    };
  }

  private grow(): void {
    const capacity = Math.max(1024, this.targets.length * 2);
    const targets = new Int32Array(capacity);
    targets.set(this.targets);
    this.targets = targets;
    const weights = new Float32Array(capacity);
    weights.set(this.weights);
    this.weights = weights;
  }
}
