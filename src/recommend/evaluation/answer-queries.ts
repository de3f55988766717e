import type { Projection } from '../../graph/projection/projection.js';
import type { QueryFigures, RankItems, RankingQuery } from './evaluation-task.js';
import { LONGEST_LIST, rankingFigures } from './ranking-figures.js';

/** A query with the list that it was answered with, the best item first, and the figures of that list. */
export interface AnsweredQuery {
  readonly query: RankingQuery;
  readonly list: Int32Array;
  readonly figures: QueryFigures;
}

/** Has every query answered over all items, and compares the answers with what the users took. */
export async function answerQueries(
  queries: readonly RankingQuery[],
  rank: RankItems,
  { items }: Projection,
): Promise<AnsweredQuery[]> {
  const answered: AnsweredQuery[] = [];
  for (const query of queries) {
    const relevant = new Set(query.relevantItemIds.map((id) => items.indexOf(id)));
    const list = Int32Array.from(await rank(query, LONGEST_LIST), (id) => items.indexOf(id));
    answered.push({ query, list, figures: rankingFigures(list, relevant) });
  }
  return answered;
}
