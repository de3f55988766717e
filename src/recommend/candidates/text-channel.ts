import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { scoreRows } from '../../models/collaborative/score-walk.js';
import type { CandidateChannel, ScoreVector, WalkContext, WalkedPath } from './candidate-channel.js';

/** Items whose texts are close to those of the history: s(u,j) = Σ_i m_i cos(i,j). It has no paths. */
export class TextChannel implements CandidateChannel {
  readonly name = 'text';

  constructor(private readonly similarity: SparseMatrix | null) {}

  score({ history }: WalkContext, into: ScoreVector): void {
    if (this.similarity !== null) scoreRows(this.similarity, history, into);
  }

  paths(): WalkedPath[] {
    return [];
  }
}
