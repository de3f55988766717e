import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { type CoOccurrenceConfig, fitCoOccurrence } from '../collaborative/co-occurrence.js';
import type { ItemHistory } from '../collaborative/item-history.js';
import { scoreWalk, type WalkPowers } from '../collaborative/score-walk.js';
import { DegreePowers } from '../sparse/degree-powers.js';
import type { BaselineModel, Interactions } from './baseline-model.js';

export interface RandomWalkConfig extends CoOccurrenceConfig {
  /** a: how much an item of the history that many users took counts less. */
  readonly itemExponent: number;
  /** c: how much an item that many users took is held back. */
  readonly popularityExponent: number;
}

/**
 * The three-step walk RP3β with free exponents (Paudel et al. 2017), the model of the collaborative channel:
 * s(u,j) = Σ_{i ∈ H_u} x_ui d_i^-a (Σ_v x_vi x_vj d_v^-b) d_j^-c. The paper's α is a and b, its β is c.
 */
export class RandomWalk implements BaselineModel {
  private constructor(
    private readonly matrix: SparseMatrix,
    private readonly itemUsers: SparseMatrix,
    private readonly powers: WalkPowers,
  ) {}

  /** Sums the middle of all walks. */
  static fit({ userItems, itemUsers }: Interactions, config: RandomWalkConfig): RandomWalk {
    return new RandomWalk(fitCoOccurrence(userItems, itemUsers, config), itemUsers, {
      item: new DegreePowers(config.itemExponent),
      popularity: new DegreePowers(config.popularityExponent),
    });
  }

  score(history: ItemHistory, into: Float32Array): void {
    scoreWalk(this.matrix, this.itemUsers, history, this.powers, into);
  }
}
