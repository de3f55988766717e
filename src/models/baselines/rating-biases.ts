import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import type { ItemHistory } from '../collaborative/item-history.js';
import { degreeOf } from '../sparse/matrix-shape.js';
import type { BaselineModel, RatingModel } from './baseline-model.js';
import { onScale, type RatingScale, type Ratings, scaleOf } from './ratings.js';

export interface RatingBiasesConfig {
  /** λ_i: with so many ratings an item's bias counts half. */
  readonly itemDamping: number;
  /** λ_u: the same for users. */
  readonly userDamping: number;
}

/**
 * What is usual, without any taste: r(u,i) = μ + b_u + b_i, where b_i = Σ_u (r_ui − μ) / (λ_i + n_i) and then
 * b_u = Σ_i (r_ui − μ − b_i) / (λ_u + n_u) (Koren 2010). An unknown user or item has a bias of 0.
 */
export class RatingBiases implements BaselineModel, RatingModel {
  private constructor(
    readonly scale: RatingScale,
    private readonly itemRatings: SparseMatrix,
    private readonly itemBiases: Float64Array,
    private readonly userBiases: Float64Array,
  ) {}

  /** Averages the ratings of items, and then what is left of those of users. */
  static fit(ratings: Ratings, config: RatingBiasesConfig): RatingBiases {
    const scale = scaleOf(ratings);
    const { userRatings, itemRatings } = ratings;
    const itemBiases = dampedMeans(itemRatings, config.itemDamping, () => scale.mean);
    const userBiases = dampedMeans(userRatings, config.userDamping, (item) => scale.mean + itemBiases[item]);
    return new RatingBiases(scale, itemRatings, itemBiases, userBiases);
  }

  /** μ + b_u + b_i, which may lie outside of the scale. */
  usual(user: number, item: number): number {
    return this.scale.mean + (this.userBiases[user] ?? 0) + (this.itemBiases[item] ?? 0);
  }

  predict(users: Int32Array, items: Int32Array): Float32Array {
    return Float32Array.from(users, (user, k) => onScale(this.scale, this.usual(user, items[k])));
  }

  /** The best rated items; those that nobody has rated get no score. */
  score(_history: ItemHistory, into: Float32Array, user: number): void {
    for (let item = 0; item < into.length; item++) {
      if (degreeOf(this.itemRatings, item) > 0) into[item] += this.usual(user, item);
    }
  }
}

function dampedMeans(matrix: SparseMatrix, damping: number, usual: (column: number) => number): Float64Array {
  const means = new Float64Array(matrix.rowCount);
  for (let row = 0; row < matrix.rowCount; row++) {
    let sum = 0;
    for (let k = matrix.starts[row]; k < matrix.ends[row]; k++) sum += matrix.weights[k] - usual(matrix.targets[k]);
    means[row] = sum / Math.max(1, damping + degreeOf(matrix, row));
  }
  return means;
}
