import { meanOf } from '../../models/evaluation/bootstrap.js';
import type { AnsweredQuery } from './answer-queries.js';
import type { RankingQuery } from './evaluation-task.js';

/** The figures of the queries of one scene, or of one value of a facet. */
export interface SceneFigures {
  readonly scene: string;
  readonly queries: number;
  /** By `name@length`. */
  readonly metrics: Readonly<Record<string, number>>;
}

const TOLD = ['recall@20', 'ndcg@20', 'hit@10', 'ndcg@10'];

/** The name under which a query's figures are told: its scene, else its value of a facet; null for neither. */
export function sceneNameBy(facet: string | null): (query: RankingQuery) => string | null {
  return ({ sceneId, context }) => {
    if (sceneId !== null || facet === null) return sceneId;
    return Object.hasOwn(context, facet) ? `${facet}: ${context[facet]}` : null;
  };
}

/** Figures by the name that queries have, most queries first; queries without a name are left out. */
export function figuresByScene(
  answered: readonly AnsweredQuery[],
  nameOf: (query: RankingQuery) => string | null,
): SceneFigures[] {
  const groups = new Map<string, AnsweredQuery[]>();
  for (const answer of answered) {
    const name = nameOf(answer.query);
    if (name === null) continue;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [answer]);
    else group.push(answer);
  }
  return Array.from(groups, ([scene, members]) => ({
    scene,
    queries: members.length,
    metrics: Object.fromEntries(TOLD.map((name) => [name, meanOf(members.map(({ figures }) => figures[name]))])),
  })).sort((a, b) => b.queries - a.queries || (a.scene < b.scene ? -1 : 1));
}
