import { scoreRows } from '../../models/collaborative/score-walk.js';
import type { FittedModels } from '../fitted-models.js';
import type { CandidateChannel, ScoreVector, WalkContext, WalkedPath } from './candidate-channel.js';

/**
 * Items that are like those of the history by what they are made of: their texts, and their images and sounds where
 * these were encoded. s(u,j) = Σ_i m_i sim(i,j). It has no paths.
 */
export class TextChannel implements CandidateChannel {
  readonly name = 'text';

  constructor(private readonly models: Pick<FittedModels, 'textSimilarity' | 'seesMedia'>) {}

  get seesMedia(): boolean {
    return this.models.seesMedia;
  }

  score({ history }: WalkContext, into: ScoreVector): void {
    const { textSimilarity } = this.models;
    if (textSimilarity !== null) scoreRows(textSimilarity, history, into);
  }

  paths(): WalkedPath[] {
    return [];
  }
}
