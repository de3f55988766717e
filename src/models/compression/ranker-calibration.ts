import { rankingMetrics } from '../evaluation/ranking-metrics.js';
import { OnnxRanker } from '../ranker/onnx-ranker.js';
import type { RankerGroup } from '../ranker/ranker-group.js';
import { RANKER_INPUT } from '../ranker/ranker-onnx.js';
import type { Feeds } from './calibration.js';
import type { CalibrationSet } from './compress.js';

/** Calibration of a ranker by groups that it learned from; a request asks as many rows as given. */
export function rankerCalibration(groups: readonly RankerGroup[], featureCount: number, rows = 500): CalibrationSet {
  const batches = groups.map(({ features }) => feeds(features, featureCount));
  const request = new Float32Array(rows * featureCount);
  let filled = 0;
  for (let n = 0; filled < request.length; n = (n + 1) % groups.length) {
    const part = groups[n].features.subarray(0, request.length - filled);
    request.set(part, filled);
    filled += part.length;
  }
  return { batches, request: feeds(request, featureCount) };
}

/** Measures rankers by their mean NDCG@n over groups, which must be others than those of training; NaN when a score is. */
export function rankerNdcg(
  groups: readonly RankerGroup[],
  featureCount: number,
  n = 10,
): (bytes: Uint8Array) => Promise<number> {
  const judged = groups.filter(({ labels }) => labels.some((label) => label > 0));
  if (judged.length === 0) throw new RangeError('A ranker is measured by groups in which something was taken');
  return async (bytes) => {
    const ranker = await OnnxRanker.open(bytes, 'compressed', featureCount, {
      provider: 'cpu',
      threads: 0,
      warn: () => undefined,
    });
    try {
      let sum = 0;
      for (const { features, labels } of judged) {
        const { scores } = await ranker.score(features, labels.length);
        sum += scores.every(Number.isFinite) ? rankingMetrics(ranked(scores), takenRows(labels), n).ndcg : Number.NaN;
      }
      return sum / judged.length;
    } finally {
      await ranker.release();
    }
  };
}

function feeds(features: Float32Array, featureCount: number): Feeds {
  return { [RANKER_INPUT]: { data: features, dimensions: [features.length / featureCount, featureCount] } };
}

function ranked(scores: Float32Array): Uint32Array {
  return Uint32Array.from(scores.keys()).sort((a, b) => scores[b] - scores[a] || a - b);
}

function takenRows(labels: Float32Array): Set<number> {
  return new Set(Array.from(labels.keys()).filter((row) => labels[row] > 0));
}
