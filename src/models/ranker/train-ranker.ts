import { type Random, shuffle } from '../../domain/random.js';
import type { EpochFacts } from '../../domain/trained-models.js';
import { listwiseSoftmax } from '../autodiff/losses/cross-entropy.js';
import { reshape } from '../autodiff/ops/reshape.js';
import { Tape } from '../autodiff/tape.js';
import { LOSS } from '../autodiff/training-graph.js';
import type { CrossNetworkOptions } from '../networks/cross-network.js';
import { DEFAULT_ADAM } from '../training/adam-optimiser.js';
import { train } from '../training/train.js';
import { initialValues, type ParameterValues, randomFor, type TrainableModel } from '../training/trainable-model.js';
import type { TrainingSettings } from '../training/training.js';
import { type FeatureStatistics, featureStatistics } from './feature-statistics.js';
import { heldOutFigures } from './held-out-figures.js';
import { type BatchConfig, rankerBatches, shuffledBatches } from './ranker-batches.js';
import type { RankerGroup } from './ranker-group.js';
import { linearName, rankerNetwork } from './ranker-network.js';
import type { RankerWeights } from './ranker-weights.js';
import { topHeavyLabels } from './top-heavy-labels.js';

/** How a ranker is built and trained. */
export interface RankerConfig extends BatchConfig {
  /** Features whose linear weight must not be negative, so that the shares of their paths mean something. */
  readonly nonNegative: readonly string[];
  /** Units a hidden layer, one number a layer. */
  readonly hidden: readonly number[];
  /** Cross layers beside the hidden ones; null for none. */
  readonly cross: CrossNetworkOptions | null;
  /** Epochs of each phase; of all of them the best one on the held-out groups is kept. */
  readonly epochs: number;
  /** The highest of the phases that learn the linear part. */
  readonly linearLearningRate: number;
  /** The highest of the phase that learns the hidden layers. */
  readonly learningRate: number;
  readonly weightDecay: number;
  /** The share of the groups that decides which epoch was the best. */
  readonly heldOutShare: number;
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
  epochs: 8,
  linearLearningRate: 0.05,
  learningRate: 0.003,
  weightDecay: 0.01,
  batchSize: 16,
  candidates: 500,
  heldOutShare: 0.15,
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
    members.push(await trainMember(place, model, statistics, lesson, seed, settings));
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

/** The groups that one member learns from, and those that say which epoch was the best. */
interface Lesson {
  readonly training: readonly RankerGroup[];
  readonly heldOut: readonly RankerGroup[];
}

function drawLesson(groups: readonly RankerGroup[], config: RankerConfig, random: Random): Lesson {
  const order = Int32Array.from(groups, (_, n) => n);
  shuffle(order, random);
  const wanted = Math.round(groups.length * config.heldOutShare);
  const heldOutCount = Math.max(1, Math.min(groups.length - config.batchSize, wanted));
  const shuffled = Array.from(order, (n) => groups[n]);
  return { training: shuffled.slice(heldOutCount), heldOut: shuffled.slice(0, heldOutCount) };
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
 * The linear part alone, then again with labels that count by the order that it has found, so that the top of the list
 * matters most, then the hidden layers on what it leaves over. So the linear part, which paths can claim, explains as
 * much of a score as it can, and the hidden layers correct it.
 */
async function trainMember(
  place: number,
  model: TrainableModel,
  statistics: FeatureStatistics,
  lesson: Lesson,
  seed: number,
  config: RankerConfig,
): Promise<Member> {
  const values = firstValues(model, seed, config.start);
  const linear = linearName(place);
  const weights = values.get(linear);
  if (weights === undefined) throw new Error('The ranker has no linear part');
  const nonNegative = config.nonNegative.map((name) => config.featureNames.indexOf(name)).filter((f) => f >= 0);
  const learn = ({ part, learningRate, training, heldOut, isLearned }: Phase) => {
    const random = randomFor(seed, 'held out');
    return train({
      model,
      values,
      isLearned,
      settings: settingsOf(config, learningRate, Math.ceil(training.length / config.batchSize), seed),
      batches: (_epoch, shuffled) => shuffledBatches(training, config, shuffled),
      validate: heldOutFigures(model, [...rankerBatches(heldOut, config, random)]),
      session: SESSION,
      project: () => keepNonNegative(weights, nonNegative),
      onEpoch: (record) => config.onEpoch?.(phaseName(part, seed, config), record),
      clock: () => performance.now(),
      ...(config.signal === undefined ? {} : { signal: config.signal }),
    });
  };
  const isLinear = (name: string) => name === linear;
  const first = { learningRate: config.linearLearningRate, isLearned: isLinear };
  const found = await learn({ part: 'linear part', ...first, ...lesson });
  const topHeavy = (group: RankerGroup) => topHeavyLabels(group, linearScores(group, weights, statistics));
  const second = { training: lesson.training.map(topHeavy), heldOut: lesson.heldOut.map(topHeavy) };
  const sharpened = await learn({ part: 'linear part for the top', ...first, ...second });
  const hidden = { learningRate: config.learningRate, isLearned: (name: string) => !isLinear(name) };
  const last = await learn({ part: 'hidden layers', ...hidden, ...second });
  const epochs = found.bestEpoch + sharpened.bestEpoch + last.bestEpoch;
  return { values, heldOutLoss: last.bestFigure ?? Number.NaN, epochs };
}

/** A part of a member's training. */
interface Phase extends Lesson {
  readonly part: string;
  readonly learningRate: number;
  readonly isLearned: (name: string) => boolean;
}

/** What the linear part alone gives the rows of a group. */
function linearScores({ features, labels }: RankerGroup, weights: Float32Array, { deviations }: FeatureStatistics) {
  const scores = new Float32Array(labels.length);
  const perUnit = weights.map((weight, f) => weight / deviations[f]);
  for (let row = 0; row < scores.length; row++) {
    for (let f = 0; f < perUnit.length; f++) scores[row] += perUnit[f] * features[row * perUnit.length + f];
  }
  return scores;
}

/** Those of the ranker to go on from, copied, because training changes them in place. */
function firstValues({ tape }: TrainableModel, seed: number, start: RankerWeights | null): ParameterValues {
  const drawn = initialValues(tape.parameters, seed);
  if (start === null) return drawn;
  return new Map(Array.from(drawn, ([name, values]) => [name, (start.values.get(name) ?? values).slice()]));
}

/** Learning slows down along half a cosine, because at a constant rate the last steps decide the order by chance. */
function settingsOf(config: RankerConfig, learningRate: number, steps: number, seed: number): TrainingSettings {
  const { epochs, weightDecay } = config;
  return {
    optimiser: { ...DEFAULT_ADAM, kind: 'adamw', epsilon: EPSILON, weightDecay },
    schedule: { kind: 'cosine', learningRate, warmUpSteps: 0, totalSteps: epochs * steps, lastShare: 0.02 },
    clipNorm: null,
    epochs,
    patience: epochs,
    monitor: { name: LOSS, better: 'lower' },
    seed,
  };
}

function phaseName(part: string, seed: number, { seeds }: RankerConfig): string {
  return seeds.length === 1 ? `ranker, ${part}` : `ranker, ${part}, seed ${seed}`;
}

/** Lifts the linear weights of these features to zero where a step took them below. */
function keepNonNegative(weights: Float32Array, features: readonly number[]): void {
  for (const f of features) if (weights[f] < 0) weights[f] = 0;
}
