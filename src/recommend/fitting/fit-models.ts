import type { EpochFacts } from '../../domain/trained-models.js';
import type { Projection } from '../../graph/projection/projection.js';
import { invertMatrix } from '../../models/onnx/matrix-inverse.js';
import type { TextEncoding } from '../../models/text/text-encoding.js';
import type { EncodedItems } from '../search/encoded-items.js';
import { fuseVectors, type ItemMedia } from '../search/fuse-vectors.js';
import type { CandidateGroup } from '../training/candidate-group.js';
import { checkTransfer, type Transfer } from '../training/transfer.js';
import { divideHeldOut } from './divide-held-out.js';
import { type ChannelModels, encodeItems, fitChannels, fitLikeness, fitSemantic } from './fit-channels.js';
import type { HeldOutEvents } from './hold-out.js';
import { holdOut } from './hold-out-events.js';
import { type LearnedRanker, learnByTransfer, learnRanker } from './learn-ranker.js';
import type { ModelSettings } from './model-settings.js';
import { rankerGroups } from './ranker-groups.js';
import { tuneSettings } from './tune-settings.js';
import { type SampleSize, ValidationSet } from './validation-set.js';

export interface FitOptions {
  readonly seed: number;
  /** How many points each search of hyper-parameters looks at. */
  readonly trials: number;
  /** The users whose held-out pairs judge a setting. */
  readonly tuning: SampleSize;
  /** The users whose held-out pairs the ranker learns from. */
  readonly ranker: SampleSize;
  /** How many rankers are trained and averaged: each more takes as long again. */
  readonly rankerMembers: number;
  /** Users that the ranker is examined on and does not learn from, at most; with 0 it is neither examined nor compressed. */
  readonly examinedUsers: number;
  /** The share of every user's pairs that is held out for tuning and for the ranker. */
  readonly heldOutShare: number;
  /**
   * Pairs of a validation file, which are not in the projection: they are used instead of held-out ones, and the
   * channels are fitted without them.
   */
  readonly validation: HeldOutEvents | null;
  /** The present in epoch milliseconds, for what depends on age. */
  readonly nowMs: number;
  readonly onStep: (step: string) => void;
  /** Hears of every epoch of what is learned step by step. */
  readonly onEpoch: (phase: string, epoch: EpochFacts) => void;
  readonly signal: AbortSignal | undefined;
  /** Makes the vectors of item texts; an encoder is learned from the texts when null. */
  readonly textEncoding: TextEncoding | null;
  /** What items have besides texts; null for nothing. */
  readonly media: ItemMedia | null;
  /** The domain that the ranker learns from first, and the one that it is then for; null to learn from all at once. */
  readonly transfer: Transfer | null;
  /** The id of the training, to be kept with what it makes. */
  readonly runId: string | null;
}

/** Enough for good settings within seconds on some ten thousand interactions. */
export const DEFAULT_FIT_OPTIONS = {
  seed: 1,
  trials: 24,
  tuning: { users: 400, pairs: 2_000 },
  ranker: { users: 2_500, pairs: 15_000 },
  rankerMembers: 2,
  examinedUsers: 0,
  heldOutShare: 0.1,
  validation: null,
  textEncoding: null,
  media: null,
  transfer: null,
  onEpoch: () => undefined,
  runId: null,
} as const;

/** The options of a fit that are not given, filled in. */
export function fitOptions(given: Partial<FitOptions>, nowMs: number): FitOptions {
  return { ...DEFAULT_FIT_OPTIONS, nowMs, onStep: () => undefined, signal: undefined, ...given };
}

/** What a fit has found: the channels' models, the settings that they were fitted with, and the ranker. */
export interface FitResult {
  readonly channels: ChannelModels;
  readonly settings: ModelSettings;
  /** The encoder of texts and the vectors of the items' texts. */
  readonly semantic: EncodedItems;
  /** Whether images or sounds are among what items are compared by. */
  readonly seesMedia: boolean;
  /** Null when there was too little to learn a ranker from. */
  readonly ranker: LearnedRanker | null;
  /** What the ranker learned from. */
  readonly learned: readonly CandidateGroup[];
  /** What it has to be judged by: groups of users that it did not learn from. */
  readonly examined: readonly CandidateGroup[];
}

/**
 * Tunes, fits and learns: pairs are held out, settings are searched and the ranker is learned on them with channels
 * that have not seen them, then the channels are fitted again on everything.
 */
export async function fitModels(projection: Projection, options: FitOptions): Promise<FitResult> {
  const { seed, signal, validation, transfer } = options;
  if (transfer !== null) checkTransfer(projection, transfer);
  const onStep = (step: string): void => {
    signal?.throwIfAborted();
    options.onStep(step);
  };
  const holdout =
    validation === null
      ? holdOut(projection, options.heldOutShare, seed)
      : { training: projection, heldOut: validation };
  const { training, heldOut } = holdout;

  onStep('read texts');
  const { textEncoding, media } = options;
  const semantic =
    textEncoding === null ? fitSemantic(projection) : await encodeItems(projection, textEncoding, signal);
  // The encoder that is learned from the catalogue knows nothing but its words, which are compared anyway.
  const seesMedia = media !== null && media.vectors.length > 0;
  const vectors = media === null ? semantic : fuseVectors(semantic, projection.items, media);
  const text = await fitLikeness(projection, textEncoding !== null || seesMedia ? vectors : null, signal);
  const set = ValidationSet.sample(holdout, options.tuning, seed);
  const settings = await tuneSettings(set, text, {
    trials: options.trials,
    seed,
    heldOut,
    invert: invertMatrix,
    onStep,
  });

  onStep('fit channels');
  const partial = await fitChannels(training, settings, text, invertMatrix);
  onStep('learn ranker');
  const { forLearning, examined } = divideHeldOut(heldOut, options.examinedUsers, seed + 2);
  const forRanker = ValidationSet.choose({ heldOut: forLearning }, options.ranker, seed + 1);
  const groupsOf = (events: HeldOutEvents, keepsMissed: boolean) =>
    rankerGroups(training, events, partial, { nowMs: options.nowMs, signal, keepsMissed, complete: projection });
  const learned = groupsOf(forRanker, false);
  const ranker =
    transfer === null
      ? await learnRanker(learned, options)
      : await learnByTransfer(learned, training, transfer, options);

  const found = { settings, semantic, seesMedia, ranker, learned, examined: groupsOf(examined, true) };
  if (validation !== null) return { channels: partial, ...found };
  onStep('fit channels on everything');
  return { channels: await fitChannels(projection, settings, text, invertMatrix), ...found };
}
