import type { SparseMatrix } from '../../domain/sparse-matrix.js';

/** Weights over the entities of one layer that a walk has reached; used again by every walk. Hot loops. */
export class EntitySpread {
  weights = new Float64Array(0);
  entities = new Int32Array(0);
  count = 0;

  /** Forgets what was reached and makes room for entities up to `size`. */
  reset(size: number): void {
    if (this.weights.length < size) {
      this.weights = new Float64Array(Math.ceil(size * 1.2));
      this.entities = new Int32Array(this.weights.length);
    } else {
      for (let n = 0; n < this.count; n++) this.weights[this.entities[n]] = 0;
    }
    this.count = 0;
  }

  add(entity: number, weight: number): void {
    if (weight === 0) return;
    if (this.weights[entity] === 0) this.entities[this.count++] = entity;
    this.weights[entity] += weight;
  }

  /** Adds `scale` times a row whose columns are entities. */
  addRow(matrix: SparseMatrix, row: number, scale: number): void {
    if (row >= matrix.rowCount) return;
    const { targets, weights } = matrix;
    const end = matrix.ends[row];
    for (let k = matrix.starts[row]; k < end; k++) this.add(targets[k], scale * weights[k]);
  }

  /** Σ_e of what was reached times the row's weights. */
  dot(matrix: SparseMatrix, row: number, factor: (entity: number) => number): number {
    if (row >= matrix.rowCount) return 0;
    let sum = 0;
    for (let k = matrix.starts[row]; k < matrix.ends[row]; k++) {
      const entity = matrix.targets[k];
      if (this.weights[entity] !== 0) sum += this.weights[entity] * matrix.weights[k] * factor(entity);
    }
    return sum;
  }
}
