import { seededRandom } from '../../../src/domain/random.js';
import { FEATURE_COUNT, FEATURE_NAMES } from '../../../src/recommend/ranking/features.js';
import type { Ranker } from '../../../src/recommend/ranking/ranker.js';
import type { CandidateGroup } from '../../../src/recommend/training/candidate-group.js';

/** The feature that decides what users of `decidedGroups` take. */
export const DECIDING = FEATURE_NAMES.indexOf('knowledge.root');

/** Groups of random features in which a user took the two candidates whose deciding feature is the largest. */
export function decidedGroups(
  count: number,
  more: (n: number) => Partial<CandidateGroup> = () => ({}),
): CandidateGroup[] {
  const random = seededRandom(7);
  return Array.from({ length: count }, (_, n) => {
    const rows = 40;
    const features = Float32Array.from({ length: rows * FEATURE_COUNT }, random);
    const valueIn = (row: number) => features[row * FEATURE_COUNT + DECIDING];
    const order = Array.from({ length: rows }, (_, row) => row).sort((a, b) => valueIn(b) - valueIn(a));
    const taken = new Set(order.slice(0, 2));
    const labels = Float32Array.from({ length: rows }, (_, row) => (taken.has(row) ? 1 : 0));
    const items = Int32Array.from({ length: rows }, (_, row) => row);
    const taskLabels = new Map([['click', labels]] as const);
    return { features, labels, taskLabels, items, relevant: taken, user: n, historyLength: n, scene: -1, ...more(n) };
  });
}

/** A ranker whose score is one feature, times a factor. */
export function featureRanker(feature: number, factor = 1): Pick<Ranker, 'score'> {
  return {
    score: async (features, rows) => ({
      scores: Float32Array.from({ length: rows }, (_, row) => factor * features[row * FEATURE_COUNT + feature]),
      linear: new Float32Array(rows * FEATURE_COUNT),
    }),
  };
}
