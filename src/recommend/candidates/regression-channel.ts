import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { scoreRows } from '../../models/collaborative/score-walk.js';
import type { CandidateChannel, ScoreVector, WalkContext, WalkedPath } from './candidate-channel.js';
import { PeoplePaths } from './people-paths.js';
import { clipNegative, sortedEntry } from './sparse-entry.js';

/** Item-item regression (EASE, Steck 2019): s(u,j) = Σ_i m_i B_ij, with negative sums cut off at 0. */
export class RegressionChannel implements CandidateChannel {
  readonly name = 'regression';

  constructor(
    private readonly weights: SparseMatrix | null,
    private readonly peoplePaths = new PeoplePaths(),
  ) {}

  score(context: WalkContext, into: ScoreVector): void {
    if (this.weights === null || context.history.length === 0) return;
    scoreRows(this.weights, context.history, into);
    clipNegative(into);
  }

  paths(context: WalkContext, item: number, limit: number): WalkedPath[] {
    if (this.weights === null) return [];
    const { history } = context;
    const parts = new Float64Array(history.length);
    let positive = 0;
    let total = 0;
    for (let place = 0; place < history.length; place++) {
      const part = history.strengths[place] * sortedEntry(this.weights, history.items[place], item);
      total += part;
      if (part > 0) {
        positive += part;
        parts[place] = part;
      }
    }
    if (total <= 0) return [];
    // Negative weights took something off every positive part; without this the parts would exceed the score.
    for (let place = 0; place < history.length; place++) parts[place] *= total / positive;
    return this.peoplePaths.find(context, item, parts, limit);
  }
}
