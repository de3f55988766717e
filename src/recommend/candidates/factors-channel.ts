import type { FactorModel } from '../../models/factors/factor-model.js';
import type { CandidateChannel, ScoreVector, WalkContext, WalkedPath } from './candidate-channel.js';
import { NewItemFactors } from './new-item-factors.js';
import { clipNegative } from './sparse-entry.js';

/**
 * Implicit matrix factors (Hu et al. 2008): the user's vector is folded in from the history at every request, so the
 * newest event counts, and items that came after the fit from their users. It has no paths: a vector is no edge of the graph.
 */
export class FactorsChannel implements CandidateChannel {
  readonly name = 'factors';

  private readonly newItems: NewItemFactors | null;

  constructor(private readonly model: FactorModel | null) {
    this.newItems = model === null ? null : new NewItemFactors(model);
  }

  score({ projection, history, user }: WalkContext, into: ScoreVector): void {
    if (this.model === null || history.length === 0) return;
    const vector = this.model.foldInUser(history, user);
    this.model.scoreAll(vector, into);
    this.newItems?.scoreAll(projection, vector, into);
    clipNegative(into);
  }

  paths(): WalkedPath[] {
    return [];
  }
}
