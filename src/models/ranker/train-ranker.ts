import { type Random, seededRandom, shuffle } from '../../domain/random.js';
import { OnnxSession } from '../onnx/onnx-session.js';
import type { EpochRecord } from '../training/training-log.js';
import { Adam } from './adam.js';
import { type FeatureStatistics, featureStatistics } from './feature-statistics.js';
import { drawBatch, type RankerBatch, type RankerGroup } from './ranker-group.js';
import { initialParameters, keepNonNegative, type RankerParameters, toWeights } from './ranker-parameters.js';
import { meanRanker, type RankerWeights } from './ranker-weights.js';
import { trainingGraph } from './training-graph.js';

export interface RankerConfig {
  readonly featureNames: readonly string[];
  /** Features whose linear weight must not be negative, so that the shares of their paths mean something. */
  readonly nonNegative: readonly string[];
  /** Units a hidden layer, one number a layer. */
  readonly hidden: readonly number[];
  /** Most epochs of each phase. */
  readonly epochs: number;
  /** Of the first phase, which learns the linear part. */
  readonly linearLearningRate: number;
  /** Of the second phase, which learns the hidden layers. */
  readonly learningRate: number;
  readonly weightDecay: number;
  /** Groups a step. */
  readonly batchSize: number;
  /** Candidates of a group that one step looks at. */
  readonly candidates: number;
  /** The share of the groups that decides when to stop. */
  readonly heldOutShare: number;
  /** Epochs without a better held-out loss before training stops. */
  readonly patience: number;
  /** One ranker is trained a seed; the answer is their mean. */
  readonly seeds: readonly number[];
  /** Hears of every epoch, and to which phase of which member it belongs. */
  readonly onEpoch?: (phase: string, epoch: EpochRecord) => void;
}

/** Settings that suit some thousand groups of some hundred candidates; names of features must be added. */
export const DEFAULT_RANKER_CONFIG: Omit<RankerConfig, 'featureNames' | 'nonNegative'> = {
  hidden: [24],
  epochs: 30,
  linearLearningRate: 0.05,
  learningRate: 0.003,
  weightDecay: 0.01,
  batchSize: 16,
  candidates: 500,
  heldOutShare: 0.15,
  patience: 3,
  seeds: [1, 2],
};

/** A trained ranker with how well each of its members did on the groups held out from it. */
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
  const useful = groups.filter((group) => group.labels.some((label) => label > 0));
  if (useful.length < 2) throw new RangeError('A ranker needs at least two groups with an item that the user took');
  const statistics = featureStatistics(useful, config.featureNames.length);
  const batchSize = Math.min(config.batchSize, useful.length - 1);
  const graph = trainingGraph({
    features: config.featureNames.length,
    hidden: config.hidden,
    groups: batchSize,
    candidates: config.candidates,
  });
  const session = await OnnxSession.open(graph, { provider: 'cpu', threads: 0, warn: () => undefined });
  try {
    const members: Member[] = [];
    for (const seed of config.seeds) {
      const onEpoch: RankerConfig['onEpoch'] = (phase, epoch) =>
        config.onEpoch?.(config.seeds.length === 1 ? phase : `${phase}, seed ${seed}`, epoch);
      const member = { ...config, batchSize, onEpoch };
      members.push(await trainMember(useful, member, statistics, session, seededRandom(seed)));
    }
    return {
      weights: meanRanker(members.map((member) => member.weights)),
      heldOutLoss: members.reduce((sum, member) => sum + member.heldOutLoss, 0) / members.length,
      epochs: members.map((member) => member.epochs),
    };
  } finally {
    await session.release();
  }
}

interface Member {
  readonly weights: RankerWeights;
  readonly heldOutLoss: number;
  readonly epochs: number;
}

/** The groups that one member learns from, and the batches that say when to stop. */
interface Lesson {
  readonly training: Int32Array;
  readonly heldOutBatches: readonly RankerBatch[];
}

/**
 * Two phases: the linear part alone until it gets no better, then the hidden layers on what it leaves over. So the
 * linear part, which paths can claim, explains as much of a score as it can, and the hidden layers correct it.
 */
async function trainMember(
  groups: readonly RankerGroup[],
  config: RankerConfig,
  statistics: FeatureStatistics,
  session: OnnxSession,
  random: Random,
): Promise<Member> {
  const order = Int32Array.from(groups, (_, n) => n);
  shuffle(order, random);
  const heldOutCount = Math.max(
    1,
    Math.min(groups.length - config.batchSize, Math.round(groups.length * config.heldOutShare)),
  );
  const heldOut = Array.from(order.subarray(0, heldOutCount), (n) => groups[n]);
  const lesson = { training: order.slice(heldOutCount), heldOutBatches: [...drawnBatches(heldOut, config, random)] };
  const parameters = initialParameters(config, random);
  const names = [...parameters.keys()];
  const learn = (phase: string, learned: readonly string[], learningRate: number) => {
    const settings = { ...config, learningRate };
    return trainPhase(phase, groups, lesson, settings, learned, statistics, session, parameters, random);
  };
  const linear = await learn('ranker, linear part', ['linear'], config.linearLearningRate);
  const hidden = await learn(
    'ranker, hidden layers',
    names.filter((name) => name !== 'linear'),
    config.learningRate,
  );
  return {
    weights: toWeights(config, statistics, parameters),
    heldOutLoss: hidden.loss,
    epochs: linear.epochs + hidden.epochs,
  };
}

/** Trains some of the parameters until the held-out loss gets no better, and leaves them at their best. */
async function trainPhase(
  phase: string,
  groups: readonly RankerGroup[],
  { training, heldOutBatches }: Lesson,
  config: RankerConfig,
  learned: readonly string[],
  statistics: FeatureStatistics,
  session: OnnxSession,
  parameters: RankerParameters,
  random: Random,
): Promise<{ readonly loss: number; readonly epochs: number }> {
  const valuesOf = (name: string) => parameters.get(name)?.values ?? new Float32Array(0);
  const optimisers = learned.map((name) => ({
    name,
    adam: new Adam(valuesOf(name), config.learningRate, name.startsWith('weights') ? config.weightDecay : 0),
  }));
  const nonNegative = config.nonNegative.map((name) => config.featureNames.indexOf(name)).filter((f) => f >= 0);
  const copy = () => learned.map((name) => valuesOf(name).slice());
  let best = copy();
  let bestLoss = await meanLoss(session, heldOutBatches, statistics, parameters);
  let bestEpoch = 0;
  for (let epoch = 1; epoch <= config.epochs && epoch - bestEpoch <= config.patience; epoch++) {
    const startedMs = performance.now();
    let lossSum = 0;
    let steps = 0;
    shuffle(training, random);
    const inOrder = Array.from(training, (n) => groups[n]);
    for (const batch of drawnBatches(inOrder, config, random)) {
      const gradients = await runStep(session, batch, statistics, parameters);
      for (const { name, adam } of optimisers) adam.step(gradients[`d_${name}`].data);
      lossSum += gradients.loss.data[0];
      steps++;
      keepNonNegative(parameters, nonNegative);
    }
    const loss = await meanLoss(session, heldOutBatches, statistics, parameters);
    config.onEpoch?.(phase, {
      epoch,
      seconds: (performance.now() - startedMs) / 1000,
      examples: steps * config.batchSize,
      learningRate: config.learningRate,
      train: { loss: lossSum / steps },
      valid: { loss },
    });
    if (loss >= bestLoss) continue;
    best = copy();
    bestLoss = loss;
    bestEpoch = epoch;
  }
  for (const [n, name] of learned.entries()) valuesOf(name).set(best[n]);
  return { loss: bestLoss, epochs: bestEpoch };
}

/** Batches that cover all groups; the last one is filled up from the front, because steps have a fixed size. */
function* drawnBatches(groups: readonly RankerGroup[], config: RankerConfig, random: Random): Generator<RankerBatch> {
  for (let start = 0; start < groups.length; start += config.batchSize) {
    const members = Array.from({ length: config.batchSize }, (_, n) => groups[(start + n) % groups.length]);
    yield drawBatch(members, config.featureNames.length, config.candidates, random);
  }
}

async function meanLoss(
  session: OnnxSession,
  batches: readonly RankerBatch[],
  statistics: FeatureStatistics,
  parameters: RankerParameters,
): Promise<number> {
  let sum = 0;
  for (const batch of batches) sum += (await runStep(session, batch, statistics, parameters)).loss.data[0];
  return sum / batches.length;
}

/** The loss of a batch and the gradient for every parameter. */
async function runStep(
  session: OnnxSession,
  batch: RankerBatch,
  { means, deviations }: FeatureStatistics,
  parameters: RankerParameters,
): ReturnType<OnnxSession['run']> {
  const featureCount = means.length;
  const matrix = [batch.groups, batch.candidates];
  return session.run({
    scaled: {
      data: scaledFeatures(batch.features, deviations),
      dimensions: [batch.groups * batch.candidates, featureCount],
    },
    centres: { data: means.map((mean, f) => mean / deviations[f]), dimensions: [featureCount] },
    labels: { data: batch.labels, dimensions: matrix },
    mask: { data: batch.mask, dimensions: matrix },
    ...Object.fromEntries(
      [...parameters].map(([name, { values, dimensions }]) => [name, { data: values, dimensions }]),
    ),
  });
}

function scaledFeatures(features: Float32Array, deviations: Float32Array): Float32Array {
  const scaled = new Float32Array(features.length);
  for (let at = 0; at < features.length; at += deviations.length) {
    for (let f = 0; f < deviations.length; f++) scaled[at + f] = features[at + f] / deviations[f];
  }
  return scaled;
}
