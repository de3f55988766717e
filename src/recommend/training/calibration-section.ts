import { reliabilityBins } from '../../models/report/reliability.js';
import type { CalibrationSection } from '../../models/report/report-section.js';
import type { CandidateGroup } from './candidate-group.js';
import { bestRows } from './judge-ranker.js';

/**
 * A ranker learns by the softmax of a group's scores (Cao et al. 2007), so that is what it says of how likely each
 * candidate is to be taken next. Looked at where it matters, in the first places: far below, everything is near zero.
 */
export function calibrationSection(
  groups: readonly CandidateGroup[],
  scores: readonly Float32Array[],
): CalibrationSection {
  const predictions: number[] = [];
  const observed: number[] = [];
  for (const [n, { labels, relevant }] of groups.entries()) {
    const shares = softmax(scores[n]);
    for (const row of bestRows(scores[n])) {
      predictions.push(shares[row]);
      observed.push(labels[row] / relevant.size);
    }
  }
  return { kind: 'calibration', tasks: [{ task: 'taken next', bins: reliabilityBins(predictions, observed) }] };
}

function softmax(scores: Float32Array): Float32Array {
  const most = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}
