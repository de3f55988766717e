import { normal, seededRandom } from '../../domain/random.js';
import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { degreeOf } from '../sparse/matrix-shape.js';
import { AlsSolver } from './als-solver.js';
import { FactorModel } from './factor-model.js';

export interface ImplicitAlsConfig {
  /** Numbers a vector, at most 64, so that folding a user in stays under a millisecond. */
  readonly embeddingSize: number;
  readonly epochs: number;
  /** λ */
  readonly regularisation: number;
  /** ν: the regularisation of a row with n entries is λ (n + α₀ · number of columns)^ν; 0 treats all alike. */
  readonly regularisationExponent: number;
  /** α₀: how much an item that the user did not touch counts as disliked. */
  readonly unobservedWeight: number;
  readonly seed: number;
}

/** Settings that do well on data of some ten thousand to a million interactions; tune them a data set. */
export const DEFAULT_ALS_CONFIG: ImplicitAlsConfig = {
  embeddingSize: 64,
  epochs: 8,
  regularisation: 0.01,
  regularisationExponent: 1,
  unobservedWeight: 0.1,
  seed: 1,
};

/** Steps that bring a vector as close to its solution as single precision can say. */
const FINAL_STEPS = 20;

/** The greatest embedding size that the fit takes. */
export const MAX_EMBEDDING_SIZE = 64;

/**
 * Factors for implicit feedback by alternating least squares (Hu, Koren and Volinsky 2008) with the objective and the
 * frequency-scaled regularisation of Rendle et al. 2021:
 * Σ_{(u,i) seen} x_ui (w_u·h_i − 1)² + α₀ Σ_{u,i} (w_u·h_i)² + λ Σ_u (n_u + α₀ I)^ν |w_u|² + the same for items.
 * Rows are solved by a few warm-started steps of conjugate gradients (Takács et al. 2011).
 */
export function fitImplicitAls(
  userItems: SparseMatrix,
  itemUsers: SparseMatrix,
  config: ImplicitAlsConfig,
): FactorModel {
  if (!(config.embeddingSize >= 1 && config.embeddingSize <= MAX_EMBEDDING_SIZE)) {
    throw new RangeError(`embeddingSize must be from 1 to ${MAX_EMBEDDING_SIZE}, not ${config.embeddingSize}`);
  }
  const size = config.embeddingSize;
  const random = seededRandom(config.seed);
  const userCount = Math.max(userItems.rowCount, itemUsers.columnCount);
  const itemCount = Math.max(itemUsers.rowCount, userItems.columnCount);
  const userFactors = initialFactors(userItems, userCount, size, random);
  const itemFactors = initialFactors(itemUsers, itemCount, size, random);
  const solver = new AlsSolver(size, config);
  for (let epoch = 0; epoch < config.epochs; epoch++) {
    solver.solveRows(userItems, itemFactors, itemCount, userFactors);
    solver.solveRows(itemUsers, userFactors, userCount, itemFactors);
  }
  // The last pass has moved the items; users who come back unchanged then find their vectors ready.
  solver.solveRows(userItems, itemFactors, itemCount, userFactors, FINAL_STEPS);
  return new FactorModel(config, itemFactors, userFactors);
}

/** Rows without entries stay zero: they would be solved to zero anyway. */
function initialFactors(matrix: SparseMatrix, rowCount: number, size: number, random: () => number): Float32Array {
  const factors = new Float32Array(rowCount * size);
  const deviation = 0.1 / Math.sqrt(size);
  for (let row = 0; row < rowCount; row++) {
    if (degreeOf(matrix, row) === 0) continue;
    for (let k = 0; k < size; k++) factors[row * size + k] = deviation * normal(random);
  }
  return factors;
}
