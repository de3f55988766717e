import { type Random, shuffle } from '../../domain/random.js';
import type { EpochFacts } from '../../domain/trained-models.js';
import { listwiseSoftmax } from '../autodiff/losses/cross-entropy.js';
import { reshape } from '../autodiff/ops/reshape.js';
import { Tape } from '../autodiff/tape.js';
import { LOSS } from '../autodiff/training-graph.js';
import type { CrossNetworkOptions } from '../networks/cross-network.js';
import { DEFAULT_ADAM } from '../training/adam-optimiser.js';
import { train } from '../training/train.js';
import {
  initialValues,
  type ParameterValues,
  randomFor,
  type TrainableModel,
  type TrainingBatch,
} from '../training/trainable-model.js';
import type { TrainingSettings } from '../training/training.js';
import { type FeatureStatistics, featureStatistics } from './feature-statistics.js';
import { heldOutFigures } from './held-out-figures.js';
import { type BatchConfig, rankerBatches, shuffledBatches } from './ranker-batches.js';
import type { RankerGroup } from './ranker-group.js';
import { linearName, rankerNetwork } from './ranker-network.js';
import type { RankerWeights } from './ranker-weights.js';

/** How a ranker is built and trained. */
export interface RankerConfig extends BatchConfig {
  /** Features whose linear weight must not be negative, so that the shares of their paths mean something. */
  readonly nonNegative: readonly string[];
  /** Units a hidden layer, one number a layer. */
  readonly hidden: readonly number[];
  /** Cross layers beside the hidden ones; null for none. */
  readonly cross: CrossNetworkOptions | null;
  /** Most epochs of each phase. */
  readonly epochs: number;
  /** Of the first phase, which learns the linear part. */
  readonly linearLearningRate: number;
  /** Of the second phase, which learns the hidden layers. */
  readonly learningRate: number;
  readonly weightDecay: number;
  /** The share of the groups that decides when to stop. */
  readonly heldOutShare: number;
  /** Epochs without a better held-out loss before training stops. */
  readonly patience: number;
  /** One ranker is trained a seed; the answer is their mean. */
  readonly seeds: readonly number[];
  /** A ranker of the same features and layers to go on from, such as that of another domain; null to begin anew. */
  readonly start: RankerWeights | null;
  /** Hears of every epoch, and to which phase of which member it belongs. */
  readonly onEpoch?: (phase: string, epoch: EpochFacts) => void;
  readonly signal?: AbortSignal;
}

/** Settings that suit some thousand groups of some hundred candidates; names of features must be added. */
export const DEFAULT_RANKER_CONFIG: Omit<RankerConfig, 'featureNames' | 'nonNegative'> = {
  hidden: [24],
  cross: null,
  epochs: 30,
  linearLearningRate: 0.05,
  learningRate: 0.003,
  weightDecay: 0.01,
  batchSize: 16,
  candidates: 500,
  heldOutShare: 0.15,
  patience: 3,
  seeds: [1, 2],
  start: null,
};

/** Far above rounding errors: a feature that is the same for all candidates of a group has no gradient but those. */
const EPSILON = 1e-6;
/** A step is over too soon for a second thread to help, and results then do not depend on the number of processors. */
const SESSION = { provider: 'cpu', threads: 1, warn: () => undefined } as const;

/** A trained ranker with how well its members did on the groups held out from each. */
export interface TrainedRanker {
  readonly weights: RankerWeights;
  readonly heldOutLoss: number;
  readonly epochs: readonly number[];
}

/**
 * Trains a ranker on groups of candidates. Groups in which the user took nothing teach nothing and are left out;
 * with fewer than two others there is nothing to learn from, which is a RangeError.
 */
export async function trainRanker(groups: readonly RankerGroup[], config: RankerConfig): Promise<TrainedRanker> {
  const { featureNames, seeds, hidden, cross, start } = config;
  const useful = groups.filter((group) => group.labels.some((label) => label > 0));
  if (useful.length < 2) throw new RangeError('A ranker needs at least two groups with an item that the user took');
  // Weights mean something only beside the standardisation that they were learned with.
  const statistics = start?.statistics ?? featureStatistics(useful, featureNames);
  const settings = { ...config, batchSize: Math.min(config.batchSize, useful.length - 1) };
  const members: Member[] = [];
  for (const [place, seed] of seeds.entries()) {
    const model = memberModel(place, statistics, settings);
    const lesson = drawLesson(useful, settings, randomFor(seed, 'lesson'));
    members.push(await trainMember(place, model, lesson, seed, settings));
  }
  const values = new Map(members.flatMap((member) => [...member.values]));
  const weights = {
    featureNames,
    statistics,
    architecture: { hidden, cross },
    memberCount: seeds.length,
    tasks: [],
    values,
  };
  const heldOutLoss = members.reduce((sum, member) => sum + member.heldOutLoss, 0) / members.length;
  return { weights, heldOutLoss, epochs: members.map(({ epochs }) => epochs) };
}

interface Member {
  readonly values: ParameterValues;
  readonly heldOutLoss: number;
  readonly epochs: number;
}

/** The groups that one member learns from, and the batches that say when to stop. */
interface Lesson {
  readonly training: readonly RankerGroup[];
  readonly heldOut: readonly TrainingBatch[];
}

function drawLesson(groups: readonly RankerGroup[], config: RankerConfig, random: Random): Lesson {
  const order = Int32Array.from(groups, (_, n) => n);
  shuffle(order, random);
  const wanted = Math.round(groups.length * config.heldOutShare);
  const heldOutCount = Math.max(1, Math.min(groups.length - config.batchSize, wanted));
  const shuffled = Array.from(order, (n) => groups[n]);
  return {
    training: shuffled.slice(heldOutCount),
    heldOut: [...rankerBatches(shuffled.slice(0, heldOutCount), config, random)],
  };
}

/** One step: all candidates of some groups. */
function memberModel(place: number, statistics: FeatureStatistics, config: RankerConfig): TrainableModel {
  const { batchSize, candidates, featureNames } = config;
  const tape = new Tape();
  const features = tape.input('features', [batchSize * candidates, featureNames.length]);
  const [labels, mask] = ['labels', 'mask'].map((name) => tape.input(name, [batchSize, candidates]));
  const { score } = rankerNetwork(features, statistics, config, [place]);
  const loss = listwiseSoftmax(reshape(score, [batchSize, candidates]), labels, mask);
  return { name: 'ranker', tape, loss, losses: {}, outputs: { score } };
}

/**
 * Two phases: the linear part alone until it gets no better, then the hidden layers on what it leaves over. So the
 * linear part, which paths can claim, explains as much of a score as it can, and the hidden layers correct it.
 */
async function trainMember(
  place: number,
  model: TrainableModel,
  { training, heldOut }: Lesson,
  seed: number,
  config: RankerConfig,
): Promise<Member> {
  const values = firstValues(model, seed, config.start);
  const linear = linearName(place);
  const nonNegative = config.nonNegative.map((name) => config.featureNames.indexOf(name)).filter((f) => f >= 0);
  const learn = (part: string, learningRate: number, isLearned: (name: string) => boolean) =>
    train({
      model,
      values,
      isLearned,
      settings: settingsOf(config, learningRate, seed),
      batches: (_epoch, random) => shuffledBatches(training, config, random),
      validate: heldOutFigures(model, heldOut),
      session: SESSION,
      project: () => keepNonNegative(values.get(linear), nonNegative),
      onEpoch: (record) => config.onEpoch?.(phaseName(part, seed, config), record),
      clock: () => performance.now(),
      ...(config.signal === undefined ? {} : { signal: config.signal }),
    });
  const first = await learn('linear part', config.linearLearningRate, (name) => name === linear);
  const second = await learn('hidden layers', config.learningRate, (name) => name !== linear);
  return { values, heldOutLoss: second.bestFigure ?? Number.NaN, epochs: first.bestEpoch + second.bestEpoch };
}

/** Those of the ranker to go on from, copied, because training changes them in place. */
function firstValues({ tape }: TrainableModel, seed: number, start: RankerWeights | null): ParameterValues {
  const drawn = initialValues(tape.parameters, seed);
  if (start === null) return drawn;
  return new Map(Array.from(drawn, ([name, values]) => [name, (start.values.get(name) ?? values).slice()]));
}

function settingsOf(config: RankerConfig, learningRate: number, seed: number): TrainingSettings {
  const { epochs, patience, weightDecay } = config;
  return {
    optimiser: { ...DEFAULT_ADAM, kind: 'adamw', epsilon: EPSILON, weightDecay },
    schedule: { kind: 'constant', learningRate },
    clipNorm: null,
    epochs,
    patience,
    monitor: { name: LOSS, better: 'lower' },
    seed,
  };
}

function phaseName(part: string, seed: number, { seeds }: RankerConfig): string {
  return seeds.length === 1 ? `ranker, ${part}` : `ranker, ${part}, seed ${seed}`;
}

/** Lifts the linear weights of these features to zero where a step took them below. */
function keepNonNegative(weights: Float32Array | undefined, features: readonly number[]): void {
  if (weights === undefined) throw new Error('The ranker has no linear part');
  for (const f of features) if (weights[f] < 0) weights[f] = 0;
}
