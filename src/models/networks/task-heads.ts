import { constantValues, glorotNormal, heNormal } from '../autodiff/initialisers.js';
import { relu } from '../autodiff/ops/elementwise.js';
import { matmul } from '../autodiff/ops/matmul.js';
import { reshape } from '../autodiff/ops/reshape.js';
import { softmax } from '../autodiff/ops/softmax.js';
import type { Value } from '../autodiff/tape.js';
import { dense, mlp } from './mlp.js';

/** One logit for each row, by tasks. */
export type TaskLogits = Readonly<Record<string, Value>>;

/** A layer of its own for each task on top of what all share (Caruana 1997): x [n, width] -> logits [n]. */
export function sharedBottomHeads(
  name: string,
  x: Value,
  tasks: readonly string[],
  hidden: readonly number[],
): TaskLogits {
  return headsOf(tasks, (task) =>
    logit(`${name}.${task}`, mlp(`${name}.${task}.tower`, x, { hidden, droppedShare: 0 })),
  );
}

export interface ExpertOptions {
  readonly experts: number;
  /** Units of each expert. */
  readonly units: number;
}

/**
 * Experts that all tasks share, each mixed for a task by a gate of its own (MMoE; Ma et al. 2018, section 4.2):
 * Σ_e softmax(G x)_e relu(W_e x + b_e), then one logit a task. Tasks that disagree can use different experts. Gates
 * begin at equal shares.
 */
export function expertHeads(
  name: string,
  x: Value,
  tasks: readonly string[],
  { experts, units }: ExpertOptions,
): TaskLogits {
  const [rows] = x.shape;
  // All experts as one layer: one large product is faster than several small ones.
  const outputs = reshape(relu(dense(`${name}.experts`, x, experts * units, heNormal)), [rows, experts, units]);
  return headsOf(tasks, (task) => {
    const shares = softmax(dense(`${name}.${task}.gate`, x, experts, constantValues(0)));
    return logit(`${name}.${task}`, reshape(matmul(reshape(shares, [rows, 1, experts]), outputs), [rows, units]));
  });
}

/** One number a row, as a list [n]. */
export function logit(name: string, x: Value): Value {
  return reshape(dense(`${name}.logit`, x, 1, glorotNormal), x.shape.slice(0, -1));
}

function headsOf(tasks: readonly string[], head: (task: string) => Value): TaskLogits {
  return Object.fromEntries(tasks.map((task) => [task, head(task)]));
}
