import { rankingMetrics } from '../evaluation/ranking-metrics.js';
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
  for (let group = 0; group < groups; group++) {
    const rows = Array.from({ length: candidates }, (_, n) => group * candidates + n);
    const ranked = rows.filter((row) => mask.data[row] > 0).sort((a, b) => scores[b] - scores[a]);
    yield rankingMetrics(ranked, new Set(rows.filter((row) => labels.data[row] > 0)), LENGTH).ndcg;
  }
}
