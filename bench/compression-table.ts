import type { CompressionRecipe } from '../src/models/compression/compress.js';
import { type CalibrationSet, compressBest, INT8_MAX_RELATIVE_LOSS } from '../src/models/compression/compress.js';
import type { CompressionMethod } from '../src/models/compression/compression-method.js';

const PRUNING_BOUND = 0.01;
const STATIC: CompressionMethod = { kind: 'int8-static', range: { percentile: 99.99 } };

const RECIPES: readonly CompressionRecipe[] = [
  { methods: [{ kind: 'int8-dynamic' }], maxRelativeLoss: INT8_MAX_RELATIVE_LOSS },
  { methods: [{ kind: 'int8-static', range: 'min-max' }], maxRelativeLoss: INT8_MAX_RELATIVE_LOSS },
  { methods: [STATIC], maxRelativeLoss: INT8_MAX_RELATIVE_LOSS },
  { methods: [{ kind: 'pruned-weights', sparsity: 0.5 }], maxRelativeLoss: PRUNING_BOUND },
  { methods: [{ kind: 'pruned-units', share: 0.25 }], maxRelativeLoss: PRUNING_BOUND },
  { methods: [{ kind: 'pruned-units', share: 0.5 }], maxRelativeLoss: PRUNING_BOUND },
  { methods: [{ kind: 'pruned-units', share: 0.5 }, STATIC], maxRelativeLoss: PRUNING_BOUND },
];

/** Prints size, latency and metric of a model as it is and compressed in every way. */
export async function printCompressionTable(
  title: string,
  model: Uint8Array,
  calibration: CalibrationSet,
  measure: (bytes: Uint8Array) => Promise<number>,
): Promise<void> {
  const { report } = await compressBest(model, calibration, RECIPES, { measure });
  console.log(title);
  console.table(
    report.trials.map((trial) => ({
      model: trial.name,
      'size, kB': round(trial.bytes / 1000),
      'packed, kB': round(trial.packedBytes / 1000),
      'p50, ms': round(trial.p50Ms, 3),
      'p99, ms': round(trial.p99Ms, 3),
      'NDCG@10': round(trial.metric, 4),
      'loss, %': round(100 * trial.relativeLoss, 2),
      verdict: trial.reason === null ? trial.verdict : `${trial.verdict}: ${trial.reason}`,
    })),
  );
}

function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}
