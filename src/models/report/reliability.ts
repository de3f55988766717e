import type { ReliabilityBin } from './report-section.js';

/**
 * Sorts predictions into bins with equally many examples each, so that rare high predictions do not stand for
 * themselves alone. Labels are 0 or 1, or a share.
 */
export function reliabilityBins(
  predictions: ArrayLike<number>,
  labels: ArrayLike<number>,
  binCount = 10,
): ReliabilityBin[] {
  if (predictions.length !== labels.length) throw new RangeError('Every prediction needs one label');
  const order = Uint32Array.from(predictions, (_, k) => k).sort((a, b) => predictions[a] - predictions[b]);
  const bins: ReliabilityBin[] = [];
  for (let bin = 0; bin < binCount; bin++) {
    const start = Math.floor((bin * order.length) / binCount);
    const end = Math.floor(((bin + 1) * order.length) / binCount);
    if (end === start) continue;
    let predicted = 0;
    let observed = 0;
    for (const k of order.subarray(start, end)) {
      predicted += predictions[k];
      observed += labels[k];
    }
    bins.push({ predicted: predicted / (end - start), observed: observed / (end - start), count: end - start });
  }
  return bins;
}

/** The mean distance between predicted and observed, weighted by examples (Naeini, Cooper and Hauskrecht 2015). */
export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number {
  let distance = 0;
  let examples = 0;
  for (const { predicted, observed, count } of bins) {
    distance += Math.abs(predicted - observed) * count;
    examples += count;
  }
  return examples === 0 ? 0 : distance / examples;
}
