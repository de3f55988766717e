import { type Random, shuffle } from '../../domain/random.js';
import type { TrainingBatch } from '../training/trainable-model.js';
import { drawBatch, type RankerGroup } from './ranker-group.js';

/** The sizes of a batch. */
export interface BatchConfig {
  readonly featureNames: readonly string[];
  /** Groups a step. */
  readonly batchSize: number;
  /** Candidates of a group that one step looks at. */
  readonly candidates: number;
}

/** The batches of an epoch: all groups in random order. */
export function shuffledBatches(
  groups: readonly RankerGroup[],
  config: BatchConfig,
  random: Random,
): Iterable<TrainingBatch> {
  const order = Int32Array.from(groups, (_, n) => n);
  shuffle(order, random);
  return rankerBatches(
    Array.from(order, (n) => groups[n]),
    config,
    random,
  );
}

/** Batches that cover all groups; the last one is filled up from the front, because steps have a fixed size. */
export function* rankerBatches(
  groups: readonly RankerGroup[],
  { batchSize, candidates, featureNames }: BatchConfig,
  random: Random,
): Generator<TrainingBatch> {
  for (let start = 0; start < groups.length; start += batchSize) {
    const chosen = Array.from({ length: batchSize }, (_, n) => groups[(start + n) % groups.length]);
    const { features, labels, mask } = drawBatch(chosen, featureNames.length, candidates, random);
    const dimensions = [batchSize, candidates];
    yield {
      inputs: {
        features: { data: features, dimensions: [batchSize * candidates, featureNames.length] },
        labels: { data: labels, dimensions },
        mask: { data: mask, dimensions },
      },
      examples: batchSize,
    };
  }
}
