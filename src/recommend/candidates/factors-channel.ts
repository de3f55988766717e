import type { FactorModel } from '../../models/factors/factor-model.js';
import type { CandidateChannel, ScoreVector, WalkContext, WalkedPath } from './candidate-channel.js';
import { clipNegative } from './sparse-entry.js';

/**
 * Implicit matrix factors (Hu et al. 2008): the user's vector is folded in from the history at every request, so the
 * newest event counts. It has no paths: a vector is no edge of the graph.
 */
export class FactorsChannel implements CandidateChannel {
  readonly name = 'factors';

  constructor(private readonly model: FactorModel | null) {}

  score({ history, user }: WalkContext, into: ScoreVector): void {
    if (this.model === null || history.length === 0) return;
    this.model.scoreAll(this.model.foldInUser(history, user), into);
    clipNegative(into);
  }

  paths(): WalkedPath[] {
    return [];
  }
}
