import { bootstrapMean, type MeanWithInterval, meanOf } from '../../models/evaluation/bootstrap.js';
import type { AnsweredQuery } from './answer-queries.js';

/** What knowing scene and situation changes one metric by. */
export interface SceneAblation {
  readonly metric: string;
  readonly withScene: number;
  readonly without: number;
  /** withScene − without, query by query, with the 95 % interval of its mean. */
  readonly difference: MeanWithInterval;
}

const COMPARED = ['recall@20', 'ndcg@20', 'hit@10', 'ndcg@10'];

/** Compares the answers to the same queries with and without scene and situation. */
export function sceneAblation(withScene: readonly AnsweredQuery[], without: readonly AnsweredQuery[]): SceneAblation[] {
  return COMPARED.map((metric) => ({
    metric,
    withScene: meanOf(withScene.map(({ figures }) => figures[metric])),
    without: meanOf(without.map(({ figures }) => figures[metric])),
    difference: bootstrapMean(withScene.map(({ figures }, n) => figures[metric] - without[n].figures[metric])),
  }));
}
