import { type Random, shuffle } from '../../domain/random.js';

/** The candidates of one user with what the user really took. */
export interface RankerGroup {
  /** rows × features, row after row. */
  readonly features: Float32Array;
  /** One label a row: 0 for an item that the user did not take, else how much it counts. */
  readonly labels: Float32Array;
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
}

/**
 * Draws `candidates` rows of every group: those that the user took, at most half, and others at random, in random
 * order: a positive that always stands first would teach the order, not the item.
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
  for (const [n, group] of groups.entries()) {
    const rows = drawRows(group, candidates, random);
    let total = 0;
    for (const row of rows) total += group.labels[row];
    for (const [place, row] of rows.entries()) {
      const at = n * candidates + place;
      features.set(group.features.subarray(row * featureCount, (row + 1) * featureCount), at * featureCount);
      labels[at] = group.labels[row] / total;
      mask[at] = 1;
    }
  }
  return { groups: groups.length, candidates, features, labels, mask };
}

function drawRows(group: RankerGroup, count: number, random: Random): number[] {
  const taken: number[] = [];
  const others: number[] = [];
  for (let row = 0; row < group.labels.length; row++) (group.labels[row] > 0 ? taken : others).push(row);
  shuffle(taken, random);
  shuffle(others, random);
  const takenCount = Math.min(taken.length, Math.max(1, count >> 1));
  const rows = [...taken.slice(0, takenCount), ...others.slice(0, count - takenCount)];
  shuffle(rows, random);
  return rows;
}
