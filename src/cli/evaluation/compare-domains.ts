import type { Projection } from '../../graph/projection/projection.js';
import { degreeOf } from '../../models/sparse/matrix-shape.js';
import { answerQueries } from '../../recommend/evaluation/answer-queries.js';
import { frozenListFigures } from '../../recommend/evaluation/evaluate-frozen-lists.js';
import type { QueryFigures } from '../../recommend/evaluation/evaluation-task.js';
import { type TransferGain, transferGain } from '../../recommend/evaluation/transfer-gain.js';
import { withoutPairs } from '../../recommend/fitting/hold-out.js';
import type { Recommender } from '../../recommend/recommender.js';
import { domainOf, pairsOutside } from './domain-pairs.js';
import { rankingQueries } from './evaluation-queries.js';
import type { PreparedEvaluation } from './prepare-evaluation.js';
import { rankWith } from './rank-with.js';

/** What the gain is told of: the first pair for drawn lists, the second for full ranking. */
const LIST_METRICS = ['hit@10', 'ndcg@10'];
const RANKING_METRICS = ['recall@20', 'ndcg@20'];

/** Fits the whole recommender on a projection. */
export type FitRecommender = (projection: Projection) => Promise<Recommender>;

/**
 * What a domain gains from the others: for each domain that is asked about, its queries are answered by the joint
 * recommender and by one that was fitted on this domain's interactions alone, with everything else equal.
 */
export async function compareDomains(
  prepared: PreparedEvaluation,
  joint: Recommender,
  fitOn: FitRecommender,
): Promise<TransferGain[]> {
  const { projection, test, lists } = prepared;
  const asked = lists?.map(({ domain }) => domain) ?? test.map(({ itemId }) => domainOf(projection, itemId));
  const domains = [...new Set(asked)].filter((domain) => domain !== null).sort();
  const gains: TransferGain[] = [];
  for (const domain of domains) {
    const own = withoutPairs(projection, pairsOutside(projection, domain));
    const single = await fitOn(own);
    const answer = answersOf(prepared, domain);
    const answers = {
      domain,
      joint: await answer.by(joint),
      single: await answer.by(single),
      historyLengths: answer.userIds.map((id) => degreeOf(own.userItems, own.users.indexOf(id))),
    };
    for (const metric of lists === null ? RANKING_METRICS : LIST_METRICS) gains.push(transferGain(answers, metric));
  }
  return gains;
}

/** The queries of one domain: who asks, and how a recommender answers them. */
function answersOf(
  { projection, test, valid, lists }: PreparedEvaluation,
  domain: string,
): { userIds: string[]; by: (recommender: Recommender) => Promise<QueryFigures[]> } {
  if (lists !== null) {
    const queries = lists.filter((list) => list.domain === domain);
    return {
      userIds: queries.map(({ userId }) => userId),
      by: (recommender) =>
        frozenListFigures(queries, (userId, itemIds) => recommender.scoreItems({ type: 'user', userId }, itemIds)),
    };
  }
  const inDomain = test.filter(({ itemId }) => domainOf(projection, itemId) === domain);
  const queries = rankingQueries(inDomain, valid, [], domain);
  return {
    userIds: queries.map(({ userId }) => userId),
    by: async (recommender) => {
      const answered = await answerQueries(queries, rankWith(recommender, false), projection);
      return answered.map(({ figures }) => figures);
    },
  };
}
