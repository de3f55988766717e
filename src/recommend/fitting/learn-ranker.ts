import { CHANNEL_NAMES } from '../../domain/explanation.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { RankerGroup } from '../../models/ranker/ranker-group.js';
import type { RankerWeights } from '../../models/ranker/ranker-weights.js';
import { DEFAULT_RANKER_CONFIG, type RankerConfig, trainRanker } from '../../models/ranker/train-ranker.js';
import { type TaskFacts, trainTaskHeads } from '../../models/ranker/train-task-heads.js';
import { FEATURE_NAMES } from '../ranking/features.js';
import type { CandidateGroup } from '../training/candidate-group.js';
import { groupsOfDomain, type Transfer, tooFewLists } from '../training/transfer.js';

/** With fewer groups than this a trained ranker would know less than the prior one. */
const FEWEST_GROUPS = 20;

/** A ranker with what was learned on the way. */
export interface LearnedRanker {
  readonly weights: RankerWeights;
  readonly tasks: readonly TaskFacts[];
  /** Where the ranker was learned on another domain first. */
  readonly transferred: TransferredRanker | null;
}

/** What a ranker that began with another domain has to be compared with. */
export interface TransferredRanker extends Transfer {
  /** The ranker of the target domain that began anew. */
  readonly scratch: RankerWeights;
}

/** How a ranker is learned. */
export interface LearnOptions {
  readonly seed: number;
  /** How many rankers are trained and averaged. */
  readonly rankerMembers: number;
  readonly onEpoch: NonNullable<RankerConfig['onEpoch']>;
  readonly signal: AbortSignal | undefined;
}

/** Trains the ranker and its heads of tasks; null when there is too little to learn from. */
export async function learnRanker(
  groups: readonly RankerGroup[],
  options: LearnOptions,
): Promise<LearnedRanker | null> {
  if (groups.length < FEWEST_GROUPS) return null;
  const { weights } = await trainRanker(groups, configOf(options, ''));
  return withHeads(weights, groups, options, null);
}

/**
 * Trains a ranker on the lists of one domain and goes on with those of another: where the target has few lists, what is
 * alike in both domains has been learned from more. An INVALID_ARGUMENT error where either of them has too few.
 */
export async function learnByTransfer(
  groups: readonly CandidateGroup[],
  projection: Projection,
  transfer: Transfer,
  options: LearnOptions,
): Promise<LearnedRanker> {
  const [source, target] = [transfer.from, transfer.to].map((domain) => {
    const own = groupsOfDomain(groups, projection, domain);
    if (own.length < FEWEST_GROUPS) throw tooFewLists(domain, own.length, FEWEST_GROUPS);
    return own;
  });
  const { weights: start } = await trainRanker(source, configOf(options, `${transfer.from} first: `));
  const { weights } = await trainRanker(target, { ...configOf(options, `then ${transfer.to}: `), start });
  const { weights: scratch } = await trainRanker(target, configOf(options, `${transfer.to} alone: `));
  return withHeads(weights, target, options, { ...transfer, scratch });
}

async function withHeads(
  ranker: RankerWeights,
  groups: readonly RankerGroup[],
  { seed, onEpoch, signal }: LearnOptions,
  transferred: TransferredRanker | null,
): Promise<LearnedRanker> {
  const config = { seed, onEpoch, ...(signal === undefined ? {} : { signal }) };
  const { weights, facts } = await trainTaskHeads(ranker, groups, config);
  return { weights, tasks: facts, transferred };
}

/**
 * The weight of each channel's plain score is kept from going below zero, because it decides what the paths of a
 * channel earn; its other two features may correct it.
 */
function configOf({ seed, rankerMembers, onEpoch, signal }: LearnOptions, phase: string): RankerConfig {
  return {
    ...DEFAULT_RANKER_CONFIG,
    featureNames: FEATURE_NAMES,
    nonNegative: CHANNEL_NAMES.map((channel) => `${channel}.root`),
    onEpoch: (name, epoch) => onEpoch(`${phase}${name}`, epoch),
    ...(signal === undefined ? {} : { signal }),
    seeds: Array.from({ length: rankerMembers }, (_, member) => seed + 1 + member),
  };
}
