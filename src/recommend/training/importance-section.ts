import { seededRandom } from '../../domain/random.js';
import { meanOf } from '../../models/evaluation/bootstrap.js';
import { permutationImportance } from '../../models/report/permutation-importance.js';
import type { ImportanceSection } from '../../models/report/report-section.js';
import { FEATURE_COUNT, FEATURE_NAMES } from '../ranking/features.js';
import type { Ranker } from '../ranking/ranker.js';
import type { CandidateGroup } from './candidate-group.js';
import { JUDGED_METRIC, ndcgOf } from './judge-ranker.js';

/** More groups would make an examination slower than sharper: each feature is shuffled and all are scored again. */
const MOST_GROUPS = 100;
const REPEATS = 3;

/** What each feature is worth to a ranker, on groups that it did not learn from. */
export async function importanceSection(
  ranker: Pick<Ranker, 'score'>,
  examined: readonly CandidateGroup[],
  { seed, signal }: { readonly seed: number; readonly signal: AbortSignal | undefined },
): Promise<ImportanceSection> {
  // A group of which nothing was found scores the same in whatever order.
  const groups = examined.filter(({ labels }) => labels.includes(1)).slice(0, MOST_GROUPS);
  const features = await permutationImportance({
    featureNames: FEATURE_NAMES,
    rows: joined(groups),
    measure: async (rows) => {
      const values: number[] = [];
      let start = 0;
      for (const group of groups) {
        const end = start + group.items.length * FEATURE_COUNT;
        const { scores } = await ranker.score(rows.subarray(start, end), group.items.length);
        values.push(ndcgOf(group, scores));
        start = end;
      }
      return meanOf(values);
    },
    repeats: REPEATS,
    random: seededRandom(seed),
    ...(signal === undefined ? {} : { signal }),
  });
  return { kind: 'importance', metric: JUDGED_METRIC, features };
}

function joined(groups: readonly CandidateGroup[]): Float32Array {
  const rows = new Float32Array(groups.reduce((length, { features }) => length + features.length, 0));
  let at = 0;
  for (const { features } of groups) {
    rows.set(features, at);
    at += features.length;
  }
  return rows;
}
