import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { scoreRows } from '../../models/collaborative/score-walk.js';
import type { CandidateChannel, ScoreVector, WalkContext, WalkedPath } from './candidate-channel.js';
import { HistoryLookup } from './history-lookup.js';
import { PeoplePaths } from './people-paths.js';
import { clipNegative } from './sparse-entry.js';

/** Item-item regression (EASE, Steck 2019): s(u,j) = Σ_i m_i B_ij, with negative sums cut off at 0. */
export class RegressionChannel implements CandidateChannel {
  readonly name = 'regression';
  private scoredFor: WalkContext | null = null;
  private scored: ScoreVector = new Float32Array(0);

  constructor(
    private readonly weights: SparseMatrix | null,
    private readonly peoplePaths = new PeoplePaths(),
    private readonly lookup = new HistoryLookup(),
  ) {}

  score(context: WalkContext, into: ScoreVector): void {
    this.scoredFor = context;
    this.scored = into;
    if (this.weights === null || context.history.length === 0) return;
    scoreRows(this.weights, context.history, into);
    clipNegative(into);
  }

  paths(context: WalkContext, item: number, limit: number): WalkedPath[] {
    const { history } = context;
    if (this.weights === null || history.length === 0) return [];
    if (this.scoredFor !== context) this.score(context, new Float32Array(context.projection.items.size));
    const parts = new Float64Array(history.length);
    let sum = 0;
    for (const { place, entry } of this.lookup.strongest(this.weights, context, item, limit)) {
      parts[place] = history.strengths[place] * entry;
      sum += parts[place];
    }
    // Negative weights took something off the positive ones, which alone can be more than the score.
    const kept = Math.min(1, this.scored[item] / sum);
    for (let place = 0; place < history.length; place++) parts[place] *= kept;
    return this.peoplePaths.find(context, item, parts, limit);
  }
}
