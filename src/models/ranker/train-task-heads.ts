import { TASK_NAMES, type TaskName } from '../../domain/objectives.js';
import { type Random, seededRandom, shuffle } from '../../domain/random.js';
import type { EpochFacts } from '../../domain/trained-models.js';
import { listwiseSoftmax } from '../autodiff/losses/cross-entropy.js';
import { add } from '../autodiff/ops/arithmetic.js';
import { reshape } from '../autodiff/ops/reshape.js';
import { Tape } from '../autodiff/tape.js';
import { LOSS } from '../autodiff/training-graph.js';
import { DEFAULT_ADAM } from '../training/adam-optimiser.js';
import { meanLosses } from '../training/forward-pass.js';
import { train } from '../training/train.js';
import { initialValues, type TrainableModel, type TrainingBatch } from '../training/trainable-model.js';
import { drawBatch, type RankerGroup } from './ranker-group.js';
import { HEADS, rankerNetwork } from './ranker-network.js';
import type { RankerWeights } from './ranker-weights.js';

/** How the heads of tasks are trained. */
export interface TaskHeadsConfig {
  readonly seed: number;
  readonly onEpoch?: (phase: string, epoch: EpochFacts) => void;
  readonly signal?: AbortSignal;
}

/** What is known of a task after training: in how many groups it happened, and whether that was enough for a head. */
export interface TaskFacts {
  readonly task: TaskName;
  readonly groups: number;
  readonly isLearned: boolean;
}

/** With fewer groups than this chance would decide what a head learns. */
export const FEWEST_TASK_GROUPS = 20;
/** Heads are one layer, so that more groups would make them slower rather than better. */
const MOST_GROUPS = 800;
const BATCH_GROUPS = 16;
const CANDIDATES = 200;
const HELD_OUT_SHARE = 0.2;
const NOTHING = new Float32Array(0);
const SETTINGS = {
  optimiser: { ...DEFAULT_ADAM, kind: 'adamw', epsilon: 1e-6, weightDecay: 0.01 },
  schedule: { kind: 'constant', learningRate: 0.002 },
  clipNorm: null,
  epochs: 10,
  patience: 1,
  monitor: { name: LOSS, better: 'lower' },
} as const;

/**
 * Gives a trained ranker a head for each task that happened in enough groups. All else of it stays as it is, and a head
 * that held-out groups are not better for stays at 0, so that its task's score is the usual one. The loss is the
 * listwise softmax of each task over the groups in which it happened.
 */
export async function trainTaskHeads(
  ranker: RankerWeights,
  groups: readonly RankerGroup[],
  config: TaskHeadsConfig,
): Promise<{ readonly weights: RankerWeights; readonly facts: readonly TaskFacts[] }> {
  const facts = TASK_NAMES.map((task) => taskFacts(task, groups));
  const tasks = facts.flatMap(({ task, isLearned }) => (isLearned ? [task] : []));
  if (tasks.length === 0) return { weights: ranker, facts };
  const random = seededRandom(config.seed);
  const useful = groups.filter((group) => tasks.some((task) => happens(task, group)));
  shuffle(useful, random);
  const chosen = useful.slice(0, MOST_GROUPS);
  const heldOutCount = Math.max(1, Math.round(chosen.length * HELD_OUT_SHARE));
  const model = headsModel(ranker, tasks);
  const values = new Map([...initialValues(model.tape.parameters, config.seed), ...ranker.values]);
  const heldOut = [...batches(chosen.slice(0, heldOutCount), ranker, tasks, random)];
  const measure = meanLosses(model, () => heldOut);
  const measured: Readonly<Record<string, number>>[] = [];
  const { bestEpoch } = await train({
    model,
    values,
    isLearned: (name) => name.startsWith(HEADS),
    settings: { ...SETTINGS, seed: config.seed },
    batches: (_epoch, drawn) => batches(chosen.slice(heldOutCount), ranker, tasks, drawn),
    validate: async (forward) => {
      const losses = await measure(forward);
      measured.push(losses);
      return losses;
    },
    session: { provider: 'cpu', threads: 1, warn: () => undefined },
    onEpoch: (record) => config.onEpoch?.('ranker, heads of tasks', record),
    clock: () => performance.now(),
    ...(config.signal === undefined ? {} : { signal: config.signal }),
  });
  // The first measurement is that of heads that are still at 0.
  const [before, best] = [measured[0], measured[bestEpoch]];
  for (const [n, task] of tasks.entries()) if (best[task] >= before[task]) clearHead(values, n, tasks.length);
  return { weights: { ...ranker, tasks, values }, facts };
}

/** Puts one head back to 0: together the heads got better, but not this one. */
function clearHead(values: ReadonlyMap<string, Float32Array>, head: number, headCount: number): void {
  for (const [name, weights] of values) {
    if (!name.startsWith(HEADS)) continue;
    for (let at = head; at < weights.length; at += headCount) weights[at] = 0;
  }
}

function taskFacts(task: TaskName, groups: readonly RankerGroup[]): TaskFacts {
  const count = groups.filter((group) => happens(task, group)).length;
  return { task, groups: count, isLearned: count >= FEWEST_TASK_GROUPS };
}

function happens(task: TaskName, { taskLabels }: RankerGroup): boolean {
  return taskLabels?.get(task)?.some((label) => label > 0) === true;
}

function headsModel(ranker: RankerWeights, tasks: readonly TaskName[]): TrainableModel {
  const { featureNames, statistics, architecture, memberCount } = ranker;
  const tape = new Tape();
  const features = tape.input('features', [BATCH_GROUPS * CANDIDATES, featureNames.length]);
  const mask = tape.input('mask', [BATCH_GROUPS, CANDIDATES]);
  const members = Array.from({ length: memberCount }, (_, member) => member);
  const network = rankerNetwork(features, statistics, architecture, members, tasks);
  const losses = Object.fromEntries(
    Array.from(network.tasks, ([task, score]) => {
      const labels = tape.input(`labels.${task}`, [BATCH_GROUPS, CANDIDATES]);
      const weights = tape.input(`weights.${task}`, [BATCH_GROUPS]);
      return [task, listwiseSoftmax(reshape(score, [BATCH_GROUPS, CANDIDATES]), labels, mask, weights)];
    }),
  );
  const loss = Object.values(losses).reduce((sum, other) => add(sum, other));
  return { name: 'task-heads', tape, loss, losses, outputs: {} };
}

/** Batches that cover all groups; the last one is filled up from the front, because steps have a fixed size. */
function* batches(
  groups: readonly RankerGroup[],
  { featureNames }: RankerWeights,
  tasks: readonly TaskName[],
  random: Random,
): Generator<TrainingBatch> {
  const order = [...groups];
  shuffle(order, random);
  for (let start = 0; start < order.length; start += BATCH_GROUPS) {
    const chosen = Array.from({ length: BATCH_GROUPS }, (_, n) => order[(start + n) % order.length]);
    const { features, mask, drawn } = drawBatch(chosen, featureNames.length, CANDIDATES, random);
    const inputs: Record<string, TrainingBatch['inputs'][string]> = {
      features: { data: features, dimensions: [BATCH_GROUPS * CANDIDATES, featureNames.length] },
      mask: { data: mask, dimensions: [BATCH_GROUPS, CANDIDATES] },
    };
    for (const task of tasks) {
      const { labels, weights } = taskTargets(task, drawn);
      inputs[`labels.${task}`] = { data: labels, dimensions: [BATCH_GROUPS, CANDIDATES] };
      inputs[`weights.${task}`] = { data: weights, dimensions: [BATCH_GROUPS] };
    }
    yield { inputs, examples: BATCH_GROUPS };
  }
}

/** The labels of a task, which add up to 1 in a group, and the weight of each group: 0 where it did not happen. */
function taskTargets(task: TaskName, groups: readonly RankerGroup[]) {
  const labels = new Float32Array(groups.length * CANDIDATES);
  const weights = new Float32Array(groups.length);
  for (const [n, { taskLabels }] of groups.entries()) {
    const own = taskLabels?.get(task) ?? NOTHING;
    const total = own.reduce((sum, label) => sum + label, 0);
    if (total === 0) continue;
    weights[n] = 1;
    for (let row = 0; row < own.length; row++) labels[n * CANDIDATES + row] = own[row] / total;
  }
  return { labels, weights };
}
