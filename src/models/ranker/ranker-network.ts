import type { TaskName } from '../../domain/objectives.js';
import { constantValues, heNormal } from '../autodiff/initialisers.js';
import { add, div, mul, sub } from '../autodiff/ops/arithmetic.js';
import { reduceSum } from '../autodiff/ops/broadcast.js';
import { clip, relu } from '../autodiff/ops/elementwise.js';
import { matmul } from '../autodiff/ops/matmul.js';
import { reshape } from '../autodiff/ops/reshape.js';
import { slice } from '../autodiff/ops/slice.js';
import { knownSize } from '../autodiff/shape.js';
import type { Value } from '../autodiff/tape.js';
import { type CrossNetworkOptions, crossNetwork } from '../networks/cross-network.js';
import { dense } from '../networks/mlp.js';
import type { FeatureStatistics } from './feature-statistics.js';

/** What decides how many parameters a ranker has. */
export interface RankerArchitecture {
  /** Units a hidden layer, one number a layer. */
  readonly hidden: readonly number[];
  /** Cross layers (DCN-v2) beside the hidden ones; null for none. */
  readonly cross: CrossNetworkOptions | null;
}

/** What a ranker computes for rows of features. */
export interface RankerScores {
  /** [n] */
  readonly score: Value;
  /** [n, features]: what each feature earned of the score. */
  readonly linear: Value;
  /** [n] a task: the score by which to rank for that task alone. */
  readonly tasks: ReadonlyMap<TaskName, Value>;
}

/** Standardised features beyond this do not drive the hidden layers any further. */
export const CLIP = 5;

/** What the names of all parameters of the heads of tasks begin with. */
export const HEADS = 'tasks.';

/** The name of the parameters that weigh the features of a member. */
export function linearName(member: number): string {
  return `member${member}.linear`;
}

/**
 * Rankers side by side, whose scores are averaged: score = Σ_f w_f x_f / deviation_f + mean_m correction_m(z), where w
 * is the mean of the members' linear weights and z = (x − mean) / deviation, cut off at ±CLIP. The first sum is the
 * part of a score that paths earn, one share a feature. What adds up to a score begins at 0, so that nothing counts
 * unlearned. The score of a task is this one plus what the task's head makes of z and of the units of all members,
 * which all tasks share (Caruana 1997).
 */
export function rankerNetwork(
  features: Value,
  { means, deviations }: FeatureStatistics,
  architecture: RankerArchitecture,
  members: readonly number[],
  tasks: readonly TaskName[] = [],
): RankerScores {
  const { tape } = features;
  const width = knownSize(features.shape, -1);
  const constant = (values: Float32Array) => tape.constant(Array.from(values), [1, width]);
  const scaled = div(features, constant(deviations));
  const centres = constant(means.map((mean, f) => mean / deviations[f]));
  const standardised = clip(sub(scaled, centres), -CLIP, CLIP);
  const weights = members.map((member) => tape.parameter(linearName(member), [1, width], constantValues(0)));
  const linear = mul(scaled, mean(weights));
  const outputs = members.map((member) => memberOutputs(`member${member}`, standardised, architecture));
  const score = add(reduceSum(linear, [-1]), mean(outputs.map(({ correction }) => correction)));
  const heads = taskHeads(score, [standardised, ...outputs.map(({ units }) => units)], tasks);
  return { score, linear, tasks: heads };
}

interface MemberOutputs {
  /** [n, last of hidden] */
  readonly units: Value;
  /** [n]: what the member adds to the linear part, beyond what single features can say. */
  readonly correction: Value;
}

function memberOutputs(name: string, x: Value, { hidden, cross }: RankerArchitecture): MemberOutputs {
  let units = x;
  for (const [depth, count] of hidden.entries()) units = relu(dense(`${name}.${depth}`, units, count, heNormal));
  const parts = [weighed(`${name}.output`, units)];
  if (cross !== null) parts.push(weighed(`${name}.crossed`, crossNetwork(`${name}.cross`, x, cross)));
  return { units, correction: parts.reduce((sum, part) => add(sum, part)) };
}

/** One layer for all tasks from each of the inputs: one product is faster than one a task. */
function taskHeads(score: Value, inputs: readonly Value[], tasks: readonly TaskName[]): Map<TaskName, Value> {
  if (tasks.length === 0) return new Map();
  const products = inputs.map((x, n) => {
    const weights = x.tape.parameter(`${HEADS}${n}`, [knownSize(x.shape, -1), tasks.length], constantValues(0));
    return matmul(x, weights);
  });
  const differences = products.reduce((sum, product) => add(sum, product));
  return new Map(
    tasks.map((task, n) => [task, add(score, reshape(slice(differences, 1, n, n + 1), [score.shape[0]]))]),
  );
}

function weighed(name: string, x: Value): Value {
  const weights = x.tape.parameter(name, [knownSize(x.shape, -1), 1], constantValues(0));
  return reshape(matmul(x, weights), [x.shape[0]]);
}

function mean(values: readonly Value[]): Value {
  const sum = values.reduce((total, value) => add(total, value));
  return values.length === 1 ? sum : mul(sum, 1 / values.length);
}
