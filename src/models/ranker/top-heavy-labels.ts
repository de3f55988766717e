import type { RankerGroup } from './ranker-group.js';

/**
 * A group whose labels count by the place that scores give their rows: label / log2(place + 2), places from 0, the
 * discount of NDCG (Järvelin and Kekäläinen 2002). So a loss, like the measure, cares most about the top of a list, and
 * an item that nothing speaks for does not bend the order of all others (LambdaRank, Burges et al. 2006, has the same
 * aim). `scores` has one number a row.
 */
export function topHeavyLabels<G extends RankerGroup>(group: G, scores: Float32Array): G {
  const labels = new Float32Array(group.labels.length);
  const rows = Uint32Array.from(labels, (_, row) => row).sort((a, b) => scores[b] - scores[a]);
  for (const [place, row] of rows.entries()) labels[row] = group.labels[row] / Math.log2(place + 2);
  return { ...group, labels };
}
