import type { RankerGroup } from '../../../src/models/ranker/ranker-group.js';
import type { RankerWeights } from '../../../src/models/ranker/ranker-weights.js';
import { rankScores } from './rank-scores.js';

/** The mean over groups of −Σ_j y_j log softmax(s)_j over all their candidates, with labels that add up to 1. */
export function listwiseLoss(weights: RankerWeights, groups: readonly RankerGroup[]): number {
  let loss = 0;
  for (const { features, labels } of groups) {
    const { scores } = rankScores(weights, features, labels.length);
    let highest = Number.NEGATIVE_INFINITY;
    for (const score of scores) highest = Math.max(highest, score);
    let partition = 0;
    for (const score of scores) partition += Math.exp(score - highest);
    let total = 0;
    let agreement = 0;
    for (let row = 0; row < labels.length; row++) {
      total += labels[row];
      agreement += labels[row] * (scores[row] - highest);
    }
    loss += Math.log(partition) - agreement / total;
  }
  return groups.length === 0 ? 0 : loss / groups.length;
}
