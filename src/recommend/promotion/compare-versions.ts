import { bootstrapMean } from '../../models/evaluation/bootstrap.js';
import type { Comparison } from '../../models/store/model-manifest.js';
import type { VersionMeasure } from './measure-version.js';

/** With fewer users, chance alone would decide. */
export const FEWEST_USERS = 20;

/** The paired comparison of a version with the one that serves, on the same users: the bootstrap of the differences. */
export function compareVersions(candidate: VersionMeasure, serving: VersionMeasure): Comparison {
  const differences = candidate.byUser.map((value, n) => value - serving.byUser[n]);
  const { mean, low, high, count } = bootstrapMean(differences);
  return {
    against: serving.version,
    metric: 'ndcg@20',
    users: count,
    candidate: candidate.ndcg20.mean,
    serving: serving.ndcg20.mean,
    difference: mean,
    low,
    high,
  };
}

/** True when the comparison says that the candidate is worse: its interval lies below zero as a whole. */
export function isWorse({ users, high }: Comparison): boolean {
  return users >= FEWEST_USERS && high < 0;
}

/** The comparison in a sentence. */
export function comparisonText(comparison: Comparison): string {
  const { against, metric, users, candidate, serving, low, high } = comparison;
  if (users < FEWEST_USERS) return `Only ${users} users have held-out items, too few to compare it with ${against}.`;
  const verdict = isWorse(comparison) ? 'worse' : low > 0 ? 'better' : 'no worse';
  return `On the newest items of ${users} users it is ${verdict} than ${against}: ${metric} ${candidate.toFixed(4)} against ${serving.toFixed(4)}, difference ${low.toFixed(4)} to ${high.toFixed(4)} with 95 % confidence.`;
}
