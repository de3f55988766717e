/** The figures of one user's ranked list against the items that the user really took. */
export interface RankingMetrics {
  readonly ndcg: number;
  readonly recall: number;
  readonly precision: number;
  readonly f1: number;
  /** 1 when any of the first n is relevant. */
  readonly hit: number;
  /** Average precision over min(n, number of relevant items). */
  readonly averagePrecision: number;
  /** One over the place of the first relevant item among the first n, else 0. */
  readonly reciprocalRank: number;
}

/**
 * Figures of the first `n` places of a ranked list with binary relevance. The ideal gain of NDCG and the bound of
 * average precision are those of a list that puts min(n, number of relevant items) relevant items first.
 * `relevant` must not be empty: users without test items do not count.
 */
export function rankingMetrics(ranked: ArrayLike<number>, relevant: ReadonlySet<number>, n: number): RankingMetrics {
  if (relevant.size === 0) throw new RangeError('rankingMetrics needs at least one relevant item');
  let hits = 0;
  let gain = 0;
  let precisionSum = 0;
  let reciprocalRank = 0;
  for (let place = 0; place < Math.min(n, ranked.length); place++) {
    if (!relevant.has(ranked[place])) continue;
    hits++;
    gain += discount(place);
    precisionSum += hits / (place + 1);
    if (hits === 1) reciprocalRank = 1 / (place + 1);
  }
  const possible = Math.min(n, relevant.size);
  const recall = hits / relevant.size;
  const precision = hits / n;
  return {
    ndcg: gain / idealGain(possible),
    recall,
    precision,
    f1: hits === 0 ? 0 : (2 * recall * precision) / (recall + precision),
    hit: hits > 0 ? 1 : 0,
    averagePrecision: precisionSum / possible,
    reciprocalRank,
  };
}

/** 1 / log2(place + 2), for places from 0 (Järvelin and Kekäläinen 2002). */
export function discount(place: number): number {
  return 1 / Math.log2(place + 2);
}

function idealGain(relevantCount: number): number {
  let gain = 0;
  for (let place = 0; place < relevantCount; place++) gain += discount(place);
  return gain;
}
