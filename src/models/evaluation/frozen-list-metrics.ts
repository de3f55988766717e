import { discount } from './ranking-metrics.js';

/** The figures of one test item among frozen negatives. */
export interface FrozenListMetrics {
  readonly hit: number;
  readonly ndcg: number;
  readonly reciprocalRank: number;
}

/**
 * Where one relevant item stands among frozen negatives, as published protocols demand. Equal scores share the middle
 * of their places (mid-rank), so a model that scores all alike gets what chance would give, whatever the order.
 */
export function frozenListMetrics(
  relevantScore: number,
  negativeScores: ArrayLike<number>,
  n: number,
): FrozenListMetrics {
  let above = 0;
  let equal = 0;
  for (let k = 0; k < negativeScores.length; k++) {
    if (negativeScores[k] > relevantScore) above++;
    else if (negativeScores[k] === relevantScore) equal++;
  }
  const place = above + equal / 2;
  return {
    hit: place < n ? 1 : 0,
    ndcg: place < n ? discount(place) : 0,
    reciprocalRank: place < n ? 1 / (place + 1) : 0,
  };
}
