import type { Projection } from '../../graph/projection/projection.js';
import type { CompressedModel } from '../../models/compression/compression-report.js';
import { OnnxRanker } from '../../models/ranker/onnx-ranker.js';
import { exportRankerOnnx } from '../../models/ranker/ranker-onnx.js';
import type { ReportSection } from '../../models/report/report-section.js';
import type { Json } from '../../models/training/training-log.js';
import type { FitOptions, FitResult } from '../fitting/fit-models.js';
import { FEATURE_COUNT } from '../ranking/features.js';
import { compressRanker } from './compress-ranker.js';
import { examineRanker } from './examine-ranker.js';
import { JUDGED_METRIC } from './judge-ranker.js';
import { taskSection } from './task-section.js';
import { transferSections } from './transfer-section.js';

/** With fewer lists than this, chance would decide which ranker is the better one. */
const FEWEST_LISTS = 20;

/** A ranker as it is stored, with what was found out about it. */
export interface FinishedRanker {
  /** Its ONNX file; null where there was too little to learn from. */
  readonly bytes: Uint8Array | null;
  readonly sections: readonly ReportSection[];
  readonly metrics: Readonly<Record<string, number>>;
  /** What compression came to; null where it was not tried. */
  readonly compression: Json;
  /** In how many lists each task happened, and whether the ranker has a head for it. */
  readonly tasks: Json;
}

/** Compresses and examines a learned ranker on the groups that were kept for it, if there are enough. */
export async function finishRanker(
  { ranker, learned, examined }: Pick<FitResult, 'ranker' | 'learned' | 'examined'>,
  projection: Projection,
  { seed, signal, onStep }: Pick<FitOptions, 'seed' | 'signal' | 'onStep'>,
): Promise<FinishedRanker> {
  if (ranker === null) return { bytes: null, sections: [], metrics: {}, compression: null, tasks: null };
  const tasks = ranker.tasks.map(({ task, groups, isLearned }) => ({ task, lists: groups, isLearned }));
  const bytes = exportRankerOnnx(ranker.weights);
  const isJudged = examined.filter(({ labels }) => labels.includes(1)).length >= FEWEST_LISTS;
  if (!isJudged) return { bytes, sections: [], metrics: {}, compression: null, tasks };
  onStep('compress ranker');
  const compressed = await compressRanker(bytes, learned, examined, signal);
  onStep('examine ranker');
  const session = { provider: 'cpu', threads: 1, warn: () => undefined } as const;
  const opened = await OnnxRanker.open(compressed.bytes, compressed.name, FEATURE_COUNT, session);
  try {
    const { sections, metrics } = await examineRanker(opened, examined, { projection, seed, signal });
    const { trials } = compressed.report;
    return {
      bytes: compressed.bytes,
      sections: [
        ...sections,
        await taskSection(opened, examined, ranker.tasks),
        ...(await transferSections(opened, ranker.transferred, examined, projection)),
        { kind: 'compression', metric: JUDGED_METRIC, trials },
      ],
      metrics,
      compression: compressionFacts(compressed),
      tasks,
    };
  } finally {
    await opened.release();
  }
}

function compressionFacts({ name, report }: CompressedModel): Json {
  return {
    chosen: name,
    metric: JUDGED_METRIC,
    trials: report.trials.map(({ name: tried, bytes, p50Ms, p99Ms, metric, relativeLoss, verdict, reason }) => ({
      name: tried,
      bytes,
      p50Ms,
      p99Ms,
      metric: finite(metric),
      relativeLoss: finite(relativeLoss),
      verdict,
      reason,
    })),
  };
}

/** JSON has no word for what is no number. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
