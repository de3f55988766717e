import type { RankerGroup } from './ranker-group.js';

export interface FeatureStatistics {
  readonly means: Float32Array;
  /** 1 for a feature that never changes. */
  readonly deviations: Float32Array;
}

/** A feature that varies less than this is taken for constant. */
const SMALLEST_DEVIATION = 1e-6;

/** Mean and deviation of every feature over all candidates of all groups. */
export function featureStatistics(groups: readonly RankerGroup[], featureCount: number): FeatureStatistics {
  const sums = new Float64Array(featureCount);
  const squares = new Float64Array(featureCount);
  let rows = 0;
  for (const { features } of groups) {
    rows += features.length / featureCount;
    for (let k = 0; k < features.length; k++) {
      sums[k % featureCount] += features[k];
      squares[k % featureCount] += features[k] * features[k];
    }
  }
  const means = Float32Array.from(sums, (sum) => sum / rows);
  const deviations = Float32Array.from(squares, (square, f) => {
    const deviation = Math.sqrt(Math.max(0, square / rows - (sums[f] / rows) ** 2));
    return deviation < SMALLEST_DEVIATION ? 1 : deviation;
  });
  return { means, deviations };
}
