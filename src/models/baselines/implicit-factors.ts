import type { ItemHistory } from '../collaborative/item-history.js';
import type { FactorModel } from '../factors/factor-model.js';
import { fitImplicitAls, type ImplicitAlsConfig } from '../factors/implicit-als.js';
import type { BaselineModel, Interactions } from './baseline-model.js';

/**
 * Implicit matrix factorisation (Hu et al. 2008; objective and regularisation of Rendle et al. 2021), the model of the
 * factor channel: s(u,j) = w_u·h_j with w_u folded in from the history.
 */
export class ImplicitFactors implements BaselineModel {
  private constructor(private readonly model: FactorModel) {}

  /** Fits the vectors by alternating least squares. */
  static fit({ userItems, itemUsers }: Interactions, config: ImplicitAlsConfig): ImplicitFactors {
    return new ImplicitFactors(fitImplicitAls(userItems, itemUsers, config));
  }

  score(history: ItemHistory, into: Float32Array, user: number): void {
    if (history.length > 0) this.model.scoreAll(this.model.foldInUser(history, user), into);
  }
}
