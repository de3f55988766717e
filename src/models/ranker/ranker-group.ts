import type { TaskName } from '../../domain/objectives.js';
import { type Random, shuffle } from '../../domain/random.js';

/** The candidates of one user with what the user really took. */
export interface RankerGroup {
  /** rows × features, row after row. */
  readonly features: Float32Array;
  /** One label a row: 0 for an item that the user did not take, else how much it counts. */
  readonly labels: Float32Array;
  /** The same for each task of which something is known here: 0 where it did not happen, else how much it counts. */
  readonly taskLabels?: ReadonlyMap<TaskName, Float32Array>;
}

/** Groups of equal size, as one training step takes them. */
export interface RankerBatch {
  readonly groups: number;
  readonly candidates: number;
  /** (groups · candidates) × features */
  readonly features: Float32Array;
  /** groups × candidates; a group's labels add up to 1. */
  readonly labels: Float32Array;
  /** groups × candidates: 1 for a candidate, 0 where a group has fewer. */
  readonly mask: Float32Array;
  /** The drawn rows of each group by themselves. */
  readonly drawn: readonly RankerGroup[];
}

/**
 * Draws `candidates` rows of every group. A group that has no more gives all of them in its own order: the network
 * looks at each row alone and the loss at all of a group, so that the order teaches nothing. Of a longer one come
 * those that the user took, at most half, and others at random.
 */
export function drawBatch(
  groups: readonly RankerGroup[],
  featureCount: number,
  candidates: number,
  random: Random,
): RankerBatch {
  const features = new Float32Array(groups.length * candidates * featureCount);
  const labels = new Float32Array(groups.length * candidates);
  const mask = new Float32Array(groups.length * candidates);
  const drawn = groups.map((group) =>
    group.labels.length <= candidates ? group : drawRows(group, featureCount, candidates, random),
  );
  for (const [n, group] of drawn.entries()) {
    const at = n * candidates;
    features.set(group.features, at * featureCount);
    mask.fill(1, at, at + group.labels.length);
    let total = 0;
    for (const label of group.labels) total += label;
    for (let row = 0; row < group.labels.length; row++) labels[at + row] = group.labels[row] / total;
  }
  return { groups: groups.length, candidates, features, labels, mask, drawn };
}

function drawRows(group: RankerGroup, featureCount: number, count: number, random: Random): RankerGroup {
  const taken: number[] = [];
  const others: number[] = [];
  for (let row = 0; row < group.labels.length; row++) (group.labels[row] > 0 ? taken : others).push(row);
  shuffle(taken, random);
  shuffle(others, random);
  const takenCount = Math.min(taken.length, Math.max(1, count >> 1));
  return rowsOf(group, featureCount, [...taken.slice(0, takenCount), ...others.slice(0, count - takenCount)]);
}

/** Some rows of a group, in the order given. */
export function rowsOf(
  { features, labels, taskLabels }: RankerGroup,
  featureCount: number,
  rows: readonly number[],
): RankerGroup {
  const chosen = new Float32Array(rows.length * featureCount);
  for (const [place, row] of rows.entries()) {
    chosen.set(features.subarray(row * featureCount, (row + 1) * featureCount), place * featureCount);
  }
  const chosenOf = (values: Float32Array) => Float32Array.from(rows, (row) => values[row]);
  return {
    features: chosen,
    labels: chosenOf(labels),
    ...(taskLabels && { taskLabels: new Map(Array.from(taskLabels, ([task, values]) => [task, chosenOf(values)])) }),
  };
}
