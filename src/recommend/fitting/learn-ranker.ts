import { CHANNEL_NAMES } from '../../domain/explanation.js';
import type { RankerGroup } from '../../models/ranker/ranker-group.js';
import type { RankerWeights } from '../../models/ranker/ranker-weights.js';
import { DEFAULT_RANKER_CONFIG, trainRanker } from '../../models/ranker/train-ranker.js';
import { CHANNEL_FEATURES, FEATURE_NAMES } from '../ranking/features.js';

/** With fewer groups than this a trained ranker would know less than the prior one. */
const FEWEST_GROUPS = 20;

/**
 * Trains the ranker; null when there is too little to learn from. The linear weights of all channel features are kept
 * from going below zero, because they decide what the paths of a channel earn.
 */
export async function learnRanker(groups: readonly RankerGroup[], seed: number): Promise<RankerWeights | null> {
  if (groups.length < FEWEST_GROUPS) return null;
  const trained = await trainRanker(groups, {
    ...DEFAULT_RANKER_CONFIG,
    featureNames: FEATURE_NAMES,
    nonNegative: FEATURE_NAMES.slice(0, CHANNEL_NAMES.length * CHANNEL_FEATURES.length),
    seeds: DEFAULT_RANKER_CONFIG.seeds.map((offset) => seed + offset),
  });
  return trained.weights;
}
