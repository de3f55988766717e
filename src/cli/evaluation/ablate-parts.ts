import type { InteractionRecord } from '../../domain/records.js';
import type { Projection } from '../../graph/projection/projection.js';
import { type Ablation, ablation } from '../../recommend/evaluation/ablation.js';
import type { AnsweredQuery } from '../../recommend/evaluation/answer-queries.js';
import type { RankingQuery } from '../../recommend/evaluation/evaluation-task.js';
import { type WithheldPart, withheldTogether, withhold } from '../../recommend/evaluation/withheld-parts.js';
import type { Recommender } from '../../recommend/recommender.js';
import type { PreparedEvaluation } from './prepare-evaluation.js';

/** How a recommender is made from what is left, and how it is asked. */
export interface AblationRuns {
  readonly fitOn: (projection: Projection, valid: readonly InteractionRecord[]) => Promise<Recommender>;
  readonly answersOf: (by: Recommender, asked: readonly RankingQuery[]) => Promise<AnsweredQuery[]>;
}

/**
 * What parts of the data are worth: the queries that were answered by everything are answered again by recommenders
 * that were fitted without each part, and without all of them, tuned and with a ranker of their own, so that what is
 * left makes the best of it.
 */
export async function ablateParts(
  parts: readonly WithheldPart[],
  { projection, valid }: PreparedEvaluation,
  complete: readonly AnsweredQuery[],
  { fitOn, answersOf }: AblationRuns,
): Promise<Ablation[]> {
  const found: Ablation[] = [];
  for (const withheld of withheldTogether(parts)) {
    const hidesScene = withheld.includes('scene');
    const recommender = await fitOn(withhold(projection, withheld), hidesScene ? valid.map(withoutSituation) : valid);
    const asked = complete.map(({ query }) => (hidesScene ? { ...query, sceneId: null, context: {} } : query));
    const reduced = await answersOf(recommender, asked);
    found.push(...ablation(withheld, complete.map(figuresOf), reduced.map(figuresOf)));
  }
  return found;
}

function figuresOf({ figures }: AnsweredQuery): AnsweredQuery['figures'] {
  return figures;
}

function withoutSituation(event: InteractionRecord): InteractionRecord {
  return { ...event, sceneId: null, context: {} };
}
