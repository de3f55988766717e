import type { TaskName } from '../../../src/domain/objectives.js';
import type { RankerWeights } from '../../../src/models/ranker/ranker-weights.js';
import { FEATURE_COUNT, FEATURE_NAMES } from '../../../src/recommend/ranking/features.js';

/**
 * A ranker made by hand: its usual score is the sum of all features, `click` has popular items first and `consume`
 * those that few know.
 */
export function rankerWithTasks(): RankerWeights {
  const tasks: readonly TaskName[] = ['click', 'consume'];
  const ones = () => new Float32Array(FEATURE_COUNT).fill(1);
  const degree = FEATURE_NAMES.indexOf('item.degree');
  const heads = new Float32Array(FEATURE_COUNT * tasks.length);
  heads.set([100, -100], degree * tasks.length);
  return {
    featureNames: FEATURE_NAMES,
    statistics: { means: new Float32Array(FEATURE_COUNT), deviations: ones() },
    architecture: { hidden: [], cross: null },
    memberCount: 1,
    tasks,
    values: new Map([
      ['member0.linear', ones()],
      ['member0.output', new Float32Array(FEATURE_COUNT)],
      ['tasks.0', heads],
      ['tasks.1', new Float32Array(FEATURE_COUNT * tasks.length)],
    ]),
  };
}
