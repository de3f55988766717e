import { rankingMetrics } from '../../models/evaluation/ranking-metrics.js';
import type { Ranker } from '../ranking/ranker.js';
import type { CandidateGroup } from './candidate-group.js';

/** The length of the lists that a ranker is judged by. */
export const JUDGED_LENGTH = 20;
/** What the figures of a judgement are called. */
export const JUDGED_METRIC = `NDCG@${JUDGED_LENGTH}`;

/** The scores of every group's candidates. */
export async function scoreGroups(
  ranker: Pick<Ranker, 'score'>,
  groups: readonly CandidateGroup[],
  signal?: AbortSignal,
): Promise<Float32Array[]> {
  const all: Float32Array[] = [];
  for (const { features, items } of groups) {
    signal?.throwIfAborted();
    all.push((await ranker.score(features, items.length)).scores);
  }
  return all;
}

/** The rows with the highest scores, the highest first, at most as many as are judged; equal scores keep their order. */
export function bestRows(scores: Float32Array, accepts: (row: number) => boolean = () => true): Int32Array {
  const rows = new Int32Array(JUDGED_LENGTH);
  let size = 0;
  for (let row = 0; row < scores.length; row++) {
    if (size === JUDGED_LENGTH && scores[row] <= scores[rows[size - 1]]) continue;
    if (!accepts(row)) continue;
    let place = size < JUDGED_LENGTH ? size++ : JUDGED_LENGTH - 1;
    for (; place > 0 && scores[rows[place - 1]] < scores[row]; place--) rows[place] = rows[place - 1];
    rows[place] = row;
  }
  return rows.slice(0, size);
}

/** NDCG@20 of the order that scores put the candidates of a group in; NaN when a score is no number. */
export function ndcgOf({ items, relevant }: CandidateGroup, scores: Float32Array): number {
  if (!scores.every(Number.isFinite)) return Number.NaN;
  const ranked = bestRows(scores).map((row) => items[row]);
  return rankingMetrics(ranked, relevant, JUDGED_LENGTH).ndcg;
}
