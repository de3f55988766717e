import { CHANNEL_NAMES } from '../../domain/explanation.js';
import type { RankerGroup } from '../../models/ranker/ranker-group.js';
import type { RankerWeights } from '../../models/ranker/ranker-weights.js';
import { DEFAULT_RANKER_CONFIG, type RankerConfig, trainRanker } from '../../models/ranker/train-ranker.js';
import { type TaskFacts, trainTaskHeads } from '../../models/ranker/train-task-heads.js';
import { FEATURE_NAMES } from '../ranking/features.js';

/** With fewer groups than this a trained ranker would know less than the prior one. */
const FEWEST_GROUPS = 20;

/** A ranker with what was learned on the way. */
export interface LearnedRanker {
  readonly weights: RankerWeights;
  readonly tasks: readonly TaskFacts[];
}

/**
 * Trains the ranker and its heads of tasks; null when there is too little to learn from. The weight of each channel's
 * plain score is kept from going below zero, because it decides what the paths of a channel earn; its other two
 * features may correct it.
 */
export async function learnRanker(
  groups: readonly RankerGroup[],
  {
    seed,
    onEpoch,
    signal,
  }: {
    readonly seed: number;
    readonly onEpoch: NonNullable<RankerConfig['onEpoch']>;
    readonly signal: AbortSignal | undefined;
  },
): Promise<LearnedRanker | null> {
  if (groups.length < FEWEST_GROUPS) return null;
  const trained = await trainRanker(groups, {
    ...DEFAULT_RANKER_CONFIG,
    featureNames: FEATURE_NAMES,
    nonNegative: CHANNEL_NAMES.map((channel) => `${channel}.root`),
    onEpoch,
    ...(signal === undefined ? {} : { signal }),
    seeds: DEFAULT_RANKER_CONFIG.seeds.map((offset) => seed + offset),
  });
  const config = { seed, onEpoch, ...(signal === undefined ? {} : { signal }) };
  const { weights, facts } = await trainTaskHeads(trained.weights, groups, config);
  return { weights, tasks: facts };
}
