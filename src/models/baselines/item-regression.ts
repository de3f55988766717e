import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import type { ItemHistory } from '../collaborative/item-history.js';
import { scoreRows } from '../collaborative/score-walk.js';
import { type EaseConfig, fitEase, type SideSimilarity } from '../factors/ease.js';
import type { MatrixInverse } from '../onnx/matrix-inverse.js';
import { entryCountOf } from '../sparse/matrix-shape.js';
import type { BaselineModel, Interactions } from './baseline-model.js';

/** λ that suits small and dense data alike, in mean numbers of users an item: 100 on 20 users an item, 1,000 on 200. */
const USERS_AN_ITEM = 5;

/**
 * EASE (Steck 2019), alone or with what is known of items besides their users, the model of the regression channel:
 * s(u,j) = Σ_{i ∈ H_u} x_ui B_ij with B = −P / diag(P), P = (XᵀX + Σ w·S + λI)^-1. For catalogues of up to 10,000 items.
 */
export class ItemRegression implements BaselineModel {
  private constructor(private readonly weights: SparseMatrix) {}

  /** Inverts the regularised co-occurrences of all items. */
  static async fit(
    { userItems }: Interactions,
    itemCount: number,
    config: EaseConfig,
    sides: readonly SideSimilarity[],
    invert: MatrixInverse,
  ): Promise<ItemRegression> {
    return new ItemRegression(await fitEase(userItems, itemCount, config, sides, invert));
  }

  /** λ where none is given; EASE cannot do without any. */
  static usualRegularisation({ userItems }: Interactions, itemCount: number): number {
    return Math.max(1, (USERS_AN_ITEM * entryCountOf(userItems)) / Math.max(1, itemCount));
  }

  score(history: ItemHistory, into: Float32Array): void {
    scoreRows(this.weights, history, into);
  }
}
