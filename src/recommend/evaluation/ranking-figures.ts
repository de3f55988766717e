import { rankingMetrics } from '../../models/evaluation/ranking-metrics.js';
import type { QueryFigures } from './evaluation-task.js';

/** The list lengths that figures are given for. */
const LENGTHS = [5, 10, 20] as const;
/** How many items a list must have for all figures. */
export const LONGEST_LIST = 20;

/** The figures of one ranked list, the best item first, against what the user really took. */
export function rankingFigures(list: Int32Array, relevant: ReadonlySet<number>): QueryFigures {
  const figures: Record<string, number> = {};
  for (const n of LENGTHS) {
    const { recall, ndcg, precision, f1, hit, averagePrecision, reciprocalRank } = rankingMetrics(list, relevant, n);
    figures[`recall@${n}`] = recall;
    figures[`ndcg@${n}`] = ndcg;
    figures[`precision@${n}`] = precision;
    figures[`f1@${n}`] = f1;
    figures[`hit@${n}`] = hit;
    figures[`map@${n}`] = averagePrecision;
    figures[`mrr@${n}`] = reciprocalRank;
  }
  return figures;
}
