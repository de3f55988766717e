import { IsthmusError } from '../../domain/errors.js';
import type { RankerGroup } from './ranker-group.js';

export interface FeatureStatistics {
  readonly means: Float32Array;
  /** 1 for a feature that never changes. */
  readonly deviations: Float32Array;
}

/** A feature that varies less than this is taken for constant. */
const SMALLEST_DEVIATION = 1e-6;

/**
 * Mean and deviation of every feature over all candidates of all groups; a feature that is no number somewhere, or one
 * too large to be squared, is a TRAINING_FAILED error that names it.
 */
export function featureStatistics(groups: readonly RankerGroup[], featureNames: readonly string[]): FeatureStatistics {
  const featureCount = featureNames.length;
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
  const broken = featureNames.filter((_, f) => !Number.isFinite(means[f]) || !Number.isFinite(deviations[f]));
  if (broken.length > 0) {
    throw new IsthmusError(
      'TRAINING_FAILED',
      `The ranker cannot learn from features that are not finite numbers: ${broken.join(', ')}. Look for such numbers among the values and weights of the graph, and for a channel that gives them.`,
    );
  }
  return { means, deviations };
}
