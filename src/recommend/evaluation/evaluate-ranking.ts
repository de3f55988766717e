import type { Projection } from '../../graph/projection/projection.js';
import { bootstrapMean, type MeanWithInterval, meanOf } from '../../models/evaluation/bootstrap.js';
import { coverage, gini, intraListDiversity, novelty } from '../../models/evaluation/catalogue-metrics.js';
import { degreeOf } from '../../models/sparse/matrix-shape.js';
import { type AnsweredQuery, answerQueries } from './answer-queries.js';
import type { RankItems, RankingQuery } from './evaluation-task.js';
import { figuresByScene, type SceneFigures, sceneNameBy } from './figures-by-scene.js';

/** Users are grouped by how many items they had liked before. */
const HISTORY_GROUPS = [0, 1, 5, 20, 50, 200] as const;

export interface RankingReport {
  /** Mean over the queries, by `name@length`, such as `ndcg@20`. */
  readonly metrics: Readonly<Record<string, number>>;
  /** 95 % intervals of recall@20 and ndcg@20. */
  readonly intervals: Readonly<Record<string, MeanWithInterval>>;
  /** Of the lists of 20: share of the catalogue shown, inequality, bits of novelty, diversity within a list. */
  readonly catalogue: { coverage: number; gini: number; novelty: number; diversity: number };
  readonly byHistoryLength: readonly { from: number; users: number; ndcg20: number; recall20: number }[];
  /** By scene, or by the values of one facet; empty where no query has one. */
  readonly byScene: readonly SceneFigures[];
  readonly queries: number;
}

/**
 * Full ranking: every query is answered by the whole recommender over all items, and the answers are compared with
 * what the users took. `similarity` of two items in [0, 1] serves the diversity within a list.
 */
export async function evaluateRanking(
  queries: readonly RankingQuery[],
  rank: RankItems,
  projection: Projection,
  similarity: (a: number, b: number) => number,
): Promise<RankingReport> {
  return rankingReport(await answerQueries(queries, rank, projection), projection, similarity);
}

/** The figures of answers; `facet` is whose values they are told by where queries have no scene. */
export function rankingReport(
  answered: readonly AnsweredQuery[],
  projection: Projection,
  similarity: (a: number, b: number) => number,
  facet: string | null = null,
): RankingReport {
  const lists = answered.map(({ list }) => list);
  const lengths = answered.map(({ query }) => degreeOf(projection.userItems, projection.users.indexOf(query.userId)));
  const names = Object.keys(answered[0]?.figures ?? {});
  const valuesOf = (name: string) => answered.map(({ figures }) => figures[name]);
  return {
    metrics: Object.fromEntries(names.map((name) => [name, meanOf(valuesOf(name))])),
    intervals: {
      'recall@20': bootstrapMean(valuesOf('recall@20')),
      'ndcg@20': bootstrapMean(valuesOf('ndcg@20')),
    },
    catalogue: {
      coverage: coverage(lists, projection.items.size),
      gini: gini(lists, projection.items.size),
      novelty: meanOf(lists.map((list) => novelty(list, projection.itemUsers, projection.users.size))),
      diversity: meanOf(lists.map((list) => intraListDiversity(list, similarity))),
    },
    byHistoryLength: groupByHistory(lengths, valuesOf('ndcg@20'), valuesOf('recall@20')),
    byScene: figuresByScene(answered, sceneNameBy(facet)),
    queries: answered.length,
  };
}

function groupByHistory(
  lengths: readonly number[],
  ndcg: readonly number[],
  recall: readonly number[],
): RankingReport['byHistoryLength'] {
  return HISTORY_GROUPS.map((from, group) => {
    const below = HISTORY_GROUPS[group + 1] ?? Number.POSITIVE_INFINITY;
    const members = lengths.flatMap((length, query) => (length >= from && length < below ? [query] : []));
    return {
      from,
      users: members.length,
      ndcg20: meanOf(members.map((query) => ndcg[query])),
      recall20: meanOf(members.map((query) => recall[query])),
    };
  }).filter((group) => group.users > 0);
}
