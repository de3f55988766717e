import { rankingMetrics } from '../evaluation/ranking-metrics.js';
import { topItems } from '../evaluation/top-items.js';
import { meanLosses, type Validation } from '../training/forward-pass.js';
import type { TrainableModel, TrainingBatch } from '../training/trainable-model.js';

const LENGTH = 20;

/** A validation of a model whose output `score` orders the groups of its batches: the mean losses, and NDCG@20. */
export function heldOutFigures(model: TrainableModel, batches: readonly TrainingBatch[]): Validation {
  const losses = meanLosses(model, () => batches);
  return async (forward) => {
    let sum = 0;
    let groups = 0;
    const means = await losses(async (inputs) => {
      const outputs = await forward(inputs);
      for (const ndcg of ndcgOfGroups(outputs.score.data, inputs)) {
        sum += ndcg;
        groups++;
      }
      return outputs;
    });
    return { ...means, [`ndcg@${LENGTH}`]: sum / groups };
  };
}

/** NDCG@20 of each group of a batch; a row whose mask is 0 stands for no candidate. */
function* ndcgOfGroups(scores: ArrayLike<number>, { labels, mask }: TrainingBatch['inputs']): Generator<number> {
  const [groups, candidates] = labels.dimensions;
  const raised = new Float32Array(candidates);
  const relevant = new Set<number>();
  for (let group = 0; group < groups; group++) {
    const start = group * candidates;
    let lowest = Number.POSITIVE_INFINITY;
    for (let row = start; row < start + candidates; row++) lowest = Math.min(lowest, scores[row]);
    relevant.clear();
    for (let n = 0; n < candidates; n++) {
      // Only scores above zero are ranked.
      raised[n] = mask.data[start + n] > 0 ? scores[start + n] - lowest + 1 : 0;
      if (labels.data[start + n] > 0) relevant.add(n);
    }
    yield rankingMetrics(topItems(raised, LENGTH), relevant, LENGTH).ndcg;
  }
}
