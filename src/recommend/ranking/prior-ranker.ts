import { CHANNEL_NAMES, type ChannelName } from '../../domain/explanation.js';
import { CHANNEL_FEATURES, FEATURE_COUNT } from './features.js';
import type { RankedScores, Ranker } from './ranker.js';

/**
 * Each channel's weight before anything was learned: what the user did and said counts more than what
 * all do, and a scene, which speaks only when one is asked for, more than any other channel. */
const PRIOR_WEIGHTS: Readonly<Record<ChannelName, number>> = {
  collaborative: 1,
  neighbours: 0.7,
  regression: 1,
  knowledge: 0.8,
  preference: 1,
  social: 0.5,
  scene: 3,
  repeat: 1,
  factors: 0.5,
  text: 0.4,
  trending: 0.3,
  newest: 0.1,
  popular: 0.2,
};
const ROOT_FEATURE = CHANNEL_FEATURES.indexOf('root');

/** The ranker that serves until one has been trained: a weighted sum of every channel's share of its best score. */
export class PriorRanker implements Ranker {
  readonly version = 'prior';

  async score(features: Float32Array, rows: number): Promise<RankedScores> {
    const scores = new Float32Array(rows);
    const linear = new Float32Array(rows * FEATURE_COUNT);
    for (let row = 0; row < rows; row++) {
      const start = row * FEATURE_COUNT;
      let score = 0;
      for (let c = 0; c < CHANNEL_NAMES.length; c++) {
        const at = start + c * CHANNEL_FEATURES.length + ROOT_FEATURE;
        linear[at] = PRIOR_WEIGHTS[CHANNEL_NAMES[c]] * features[at];
        score += linear[at];
      }
      scores[row] = score;
    }
    return { scores, linear };
  }
}
