import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { degreeOf } from '../sparse/matrix-shape.js';

/** The share of a catalogue that stands in at least one list. */
export function coverage(lists: Iterable<ArrayLike<number>>, itemCount: number): number {
  const shown = new Set<number>();
  for (const list of lists) for (let k = 0; k < list.length; k++) shown.add(list[k]);
  return itemCount === 0 ? 0 : shown.size / itemCount;
}

/** How unevenly lists share out their places among the items: 0 all alike, near 1 a few items take all. */
export function gini(lists: Iterable<ArrayLike<number>>, itemCount: number): number {
  const counts = new Float64Array(itemCount);
  let total = 0;
  for (const list of lists) {
    for (let k = 0; k < list.length; k++) {
      counts[list[k]]++;
      total++;
    }
  }
  if (total === 0) return 0;
  counts.sort();
  let weighted = 0;
  for (let k = 0; k < itemCount; k++) weighted += (2 * (k + 1) - itemCount - 1) * counts[k];
  return weighted / (itemCount * total);
}

/** Mean self-information of a list in bits: −log2 of the share of users who took the item (Zhou et al. 2010). */
export function novelty(list: ArrayLike<number>, itemUsers: SparseMatrix, userCount: number): number {
  let bits = 0;
  for (let k = 0; k < list.length; k++) bits += Math.log2(userCount / Math.max(1, degreeOf(itemUsers, list[k])));
  return list.length === 0 ? 0 : bits / list.length;
}

/** One minus the mean similarity of the pairs of a list (Ziegler et al. 2005); 0 for fewer than two items. */
export function intraListDiversity(list: ArrayLike<number>, similarity: (a: number, b: number) => number): number {
  let sum = 0;
  let pairs = 0;
  for (let a = 0; a < list.length; a++) {
    for (let b = a + 1; b < list.length; b++) {
      sum += similarity(list[a], list[b]);
      pairs++;
    }
  }
  return pairs === 0 ? 0 : 1 - sum / pairs;
}
