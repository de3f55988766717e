import { bootstrapMean, type MeanWithInterval, meanOf } from '../../models/evaluation/bootstrap.js';
import { frozenListMetrics } from '../../models/evaluation/frozen-list-metrics.js';
import type { FrozenQuery, ScoreItemsForUser } from './evaluation-task.js';

const LENGTHS = [1, 5, 10, 20] as const;

export interface FrozenListReport {
  readonly metrics: Readonly<Record<string, number>>;
  readonly intervals: Readonly<Record<string, MeanWithInterval>>;
  readonly queries: number;
}

/**
 * Ranks each test item among frozen negatives, as published protocols with sampled negatives demand; equal scores
 * share the middle of their places. Figures of such lists cannot be compared with those of full ranking.
 */
export async function evaluateFrozenLists(
  queries: readonly FrozenQuery[],
  score: ScoreItemsForUser,
): Promise<FrozenListReport> {
  const series: Record<string, number[]> = {};
  const add = (name: string, value: number) => {
    const values = series[name];
    if (values === undefined) series[name] = [value];
    else values.push(value);
  };
  for (const query of queries) {
    const scores = await score(query.userId, [query.itemId, ...query.negativeItemIds]);
    const negatives = Array.prototype.slice.call(scores, 1);
    for (const n of LENGTHS) {
      const figures = frozenListMetrics(scores[0], negatives, n);
      add(`hit@${n}`, figures.hit);
      add(`ndcg@${n}`, figures.ndcg);
      add(`mrr@${n}`, figures.reciprocalRank);
    }
  }
  return {
    metrics: Object.fromEntries(Object.entries(series).map(([name, values]) => [name, meanOf(values)])),
    intervals: { 'hit@10': bootstrapMean(series['hit@10'] ?? []), 'ndcg@10': bootstrapMean(series['ndcg@10'] ?? []) },
    queries: queries.length,
  };
}
