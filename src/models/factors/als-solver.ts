import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { gramOf } from './gram.js';
import { addScaledAt, dotAt } from './vector-loops.js';

/** Steps of conjugate gradients a row and epoch; a third one changed no figure, because the rows start warm. */
const STEPS = 2;
/** A residual this small, squared, is nothing. */
const NOTHING = 1e-20;

/** Improves the vectors of one side of a factor model while the other side stands still. */
export class AlsSolver {
  /** The vector that `improve` begins with and leaves its result in. */
  readonly x: Float64Array;
  private readonly residual: Float64Array;
  private readonly direction: Float64Array;
  private readonly product: Float64Array;

  constructor(
    private readonly size: number,
    private readonly config: {
      readonly regularisation: number;
      readonly regularisationExponent: number;
      readonly unobservedWeight: number;
    },
  ) {
    this.x = new Float64Array(size);
    this.residual = new Float64Array(size);
    this.direction = new Float64Array(size);
    this.product = new Float64Array(size);
  }

  /**
   * One pass over all rows of `matrix`: `solved` holds their vectors, `fixed` those of its `columnCount` columns.
   * Rows without entries are left alone.
   */
  solveRows(
    matrix: SparseMatrix,
    fixed: Float32Array,
    columnCount: number,
    solved: Float32Array,
    steps: number = STEPS,
  ): void {
    const { size } = this;
    const { unobservedWeight, regularisation, regularisationExponent } = this.config;
    const base = gramOf(fixed, size);
    for (let k = 0; k < base.length; k++) base[k] *= unobservedWeight;
    for (let row = 0; row < matrix.rowCount; row++) {
      const degree = matrix.ends[row] - matrix.starts[row];
      if (degree === 0) continue;
      const penalty = regularisation * (degree + unobservedWeight * columnCount) ** regularisationExponent;
      for (let k = 0; k < size; k++) this.x[k] = solved[row * size + k];
      this.improve(matrix, row, fixed, base, penalty, steps, NOTHING);
      for (let k = 0; k < size; k++) solved[row * size + k] = this.x[k];
    }
  }

  /**
   * Conjugate gradients on A x = b with A = Σ w h hᵀ + α₀ G + λ I and b = Σ w h over a row of `matrix`, from the
   * vector `x` at hand; `base` is α₀ G. Ends after `steps`, or when |b − A x|² is at most `enough`.
   */
  improve(
    matrix: Pick<SparseMatrix, 'starts' | 'ends' | 'targets' | 'weights'>,
    row: number,
    fixed: Float32Array,
    base: Float64Array,
    penalty: number,
    steps: number,
    enough: number,
  ): void {
    const { size, x, residual, direction, product } = this;
    this.applyBase(base, penalty, x, product);
    let squared = 0;
    for (let n = 0; n < size; n++) residual[n] = -product[n];
    for (let k = matrix.starts[row]; k < matrix.ends[row]; k++) {
      const at = matrix.targets[k] * size;
      const missing = matrix.weights[k] * (1 - dotAt(fixed, at, x, size));
      addScaledAt(fixed, at, missing, residual, 0, size);
    }
    for (let n = 0; n < size; n++) {
      direction[n] = residual[n];
      squared += residual[n] * residual[n];
    }
    for (let step = 0; step < steps && squared > enough; step++) {
      this.applyBase(base, penalty, direction, product);
      for (let k = matrix.starts[row]; k < matrix.ends[row]; k++) {
        const at = matrix.targets[k] * size;
        addScaledAt(fixed, at, matrix.weights[k] * dotAt(fixed, at, direction, size), product, 0, size);
      }
      let curvature = 0;
      for (let n = 0; n < size; n++) curvature += direction[n] * product[n];
      if (curvature <= 0) return;
      const length = squared / curvature;
      let next = 0;
      for (let n = 0; n < size; n++) {
        x[n] += length * direction[n];
        residual[n] -= length * product[n];
        next += residual[n] * residual[n];
      }
      const turn = next / squared;
      for (let n = 0; n < size; n++) direction[n] = residual[n] + turn * direction[n];
      squared = next;
    }
  }

  /** (α₀ G + λ I) times a vector: the part of the system that all rows share. */
  private applyBase(base: Float64Array, penalty: number, vector: Float64Array, into: Float64Array): void {
    const { size } = this;
    for (let a = 0; a < size; a++) {
      let sum = penalty * vector[a];
      const at = a * size;
      for (let b = 0; b < size; b++) sum += base[at + b] * vector[b];
      into[a] = sum;
    }
  }
}
