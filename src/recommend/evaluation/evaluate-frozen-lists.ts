import { bootstrapMean, type MeanWithInterval, meanOf } from '../../models/evaluation/bootstrap.js';
import { frozenListMetrics } from '../../models/evaluation/frozen-list-metrics.js';
import type { FrozenQuery, QueryFigures, ScoreItemsForUser } from './evaluation-task.js';

const LENGTHS = [1, 5, 10, 20] as const;

/** Means over some of the lists, by `name@length`. */
interface FrozenMeans {
  readonly metrics: Readonly<Record<string, number>>;
  readonly intervals: Readonly<Record<string, MeanWithInterval>>;
  readonly queries: number;
}

export interface FrozenListReport extends FrozenMeans {
  /** The same by the domain of the test item, where there are several. */
  readonly byDomain: readonly (FrozenMeans & { readonly domain: string })[];
}

/**
 * Ranks each test item among frozen negatives, as published protocols with sampled negatives demand; equal scores
 * share the middle of their places. Figures of such lists cannot be compared with those of full ranking.
 */
export async function evaluateFrozenLists(
  queries: readonly FrozenQuery[],
  score: ScoreItemsForUser,
): Promise<FrozenListReport> {
  const figures = await frozenListFigures(queries, score);
  const domains = [...new Set(queries.map(({ domain }) => domain))].filter((domain) => domain !== null).sort();
  return {
    ...meansOf(figures),
    byDomain:
      domains.length < 2
        ? []
        : domains.map((domain) => ({
            domain,
            ...meansOf(figures.filter((_, query) => queries[query].domain === domain)),
          })),
  };
}

/** The figures of each list, in the order of the queries. */
export async function frozenListFigures(
  queries: readonly FrozenQuery[],
  score: ScoreItemsForUser,
): Promise<QueryFigures[]> {
  const figures: QueryFigures[] = [];
  for (const query of queries) {
    const scores = await score(query.userId, [query.itemId, ...query.negativeItemIds]);
    const negatives = Array.prototype.slice.call(scores, 1);
    const ofQuery: Record<string, number> = {};
    for (const n of LENGTHS) {
      const { hit, ndcg, reciprocalRank } = frozenListMetrics(scores[0], negatives, n);
      ofQuery[`hit@${n}`] = hit;
      ofQuery[`ndcg@${n}`] = ndcg;
      ofQuery[`mrr@${n}`] = reciprocalRank;
    }
    figures.push(ofQuery);
  }
  return figures;
}

function meansOf(figures: readonly QueryFigures[]): FrozenMeans {
  const of = (name: string) => figures.map((ofQuery) => ofQuery[name]);
  return {
    metrics: Object.fromEntries(Object.keys(figures[0] ?? {}).map((name) => [name, meanOf(of(name))])),
    intervals: { 'hit@10': bootstrapMean(of('hit@10')), 'ndcg@10': bootstrapMean(of('ndcg@10')) },
    queries: figures.length,
  };
}
