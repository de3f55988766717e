import { type CompressionRecipe, compressBest, INT8_MAX_RELATIVE_LOSS } from '../../models/compression/compress.js';
import type { CompressedModel } from '../../models/compression/compression-report.js';
import { rankerCalibration } from '../../models/compression/ranker-calibration.js';
import { meanOf } from '../../models/evaluation/bootstrap.js';
import { OnnxRanker } from '../../models/ranker/onnx-ranker.js';
import { FEATURE_COUNT } from '../ranking/features.js';
import type { CandidateGroup } from './candidate-group.js';
import { ndcgOf, scoreGroups } from './judge-ranker.js';

const STATIC_INT8 = { kind: 'int8-static', range: { percentile: 99.99 } } as const;
const HALF_OF_UNITS = { kind: 'pruned-units', share: 0.5 } as const;
const CALIBRATION_GROUPS = 64;

/**
 * What is tried. Dynamic quantisation is not: a candidate's score would depend on those beside it in a run, so that an
 * answer would change with the requests that it is batched with.
 */
const RECIPES: readonly CompressionRecipe[] = [[STATIC_INT8], [HALF_OF_UNITS], [HALF_OF_UNITS, STATIC_INT8]].map(
  (methods) => ({ methods, maxRelativeLoss: INT8_MAX_RELATIVE_LOSS }),
);

/** The fastest form of a ranker that orders the examined groups hardly worse; the ranker itself when none is faster. */
export function compressRanker(
  ranker: Uint8Array,
  learned: readonly CandidateGroup[],
  examined: readonly CandidateGroup[],
  signal: AbortSignal | undefined,
): Promise<CompressedModel> {
  const calibration = rankerCalibration(learned.slice(0, CALIBRATION_GROUPS), FEATURE_COUNT);
  return compressBest(ranker, calibration, RECIPES, {
    measure: async (bytes) => {
      const session = { provider: 'cpu', threads: 1, warn: () => undefined } as const;
      const opened = await OnnxRanker.open(bytes, 'compressed', FEATURE_COUNT, session);
      try {
        const scores = await scoreGroups(opened, examined, signal);
        return meanOf(examined.map((group, n) => ndcgOf(group, scores[n])));
      } finally {
        await opened.release();
      }
    },
    ...(signal === undefined ? {} : { signal }),
  });
}
