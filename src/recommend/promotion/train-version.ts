import { IsthmusError } from '../../domain/errors.js';
import type { Ontology } from '../../domain/ontology.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { ReportSection } from '../../models/report/report-section.js';
import type { Comparison } from '../../models/store/model-manifest.js';
import type { FitOptions } from '../fitting/fit-models.js';
import type { FitStore, LoadedFit } from '../fitting/fit-store.js';
import { withoutPairs } from '../fitting/hold-out.js';
import { compareVersions, comparisonText, isWorse } from './compare-versions.js';
import { type MeasureTask, measureVersion, type VersionMeasure } from './measure-version.js';
import { newestSlice } from './newest-slice.js';

/** What became of a version that wanted to serve. */
export interface PromotionOutcome {
  readonly version: string;
  readonly isPromoted: boolean;
  /** Why, in sentences. */
  readonly reason: string;
  /** Null when nothing served that it could be compared with. */
  readonly comparison: Comparison | null;
}

/** What became of a version that has just been trained, and what the examination of its ranker found. */
export interface TrainingOutcome extends PromotionOutcome {
  readonly sections: readonly ReportSection[];
}

/** Where versions come from and go to, and what they are compared on. */
export interface PromotionParts {
  readonly fits: FitStore;
  readonly projection: Projection;
  readonly ontology: Ontology;
}

/** What a fit and a comparison need to know besides. */
export type PromotionOptions = Pick<FitOptions, 'nowMs' | 'signal'>;

/** Said of a version whose ranker is the prior one. */
const NO_RANKER =
  'Too few held-out items were among the candidates to learn a ranker from, so the channels count with their usual weights.';

/**
 * Fits a new version on everything but the newest slice; it serves unless it is worse there than what serves now, or
 * whatever it is where that is wanted.
 */
export async function trainVersion(
  parts: PromotionParts,
  options: FitOptions,
  isForced = false,
): Promise<TrainingOutcome> {
  if (parts.projection.items.size === 0) {
    throw new IsthmusError('INVALID_ARGUMENT', 'The graph holds no items to learn about. Run "isthmus ingest" first.');
  }
  await parts.fits.pin();
  const task = measureTask(parts, options);
  const { sections, ...candidate } = await parts.fits.fit(task.projection, options);
  options.onStep('compare with the version that serves');
  const outcome = await promoteUnlessWorse(parts.fits, candidate, task, isForced);
  const reason = candidate.ranker === null ? `${outcome.reason} ${NO_RANKER}` : outcome.reason;
  return { ...outcome, reason, sections };
}

/** Has a stored version serve unless it is worse than what serves now. */
export async function promoteVersion(
  parts: PromotionParts,
  version: string,
  options: PromotionOptions,
): Promise<PromotionOutcome> {
  await parts.fits.pin();
  const task = measureTask(parts, options);
  return promoteUnlessWorse(parts.fits, await parts.fits.loadVersion(task.projection, version), task);
}

/** How well a version does on the newest slice. */
export async function evaluateVersion(
  parts: PromotionParts,
  version: string,
  options: PromotionOptions,
): Promise<VersionMeasure> {
  const task = measureTask(parts, options);
  const { models } = await parts.fits.loadVersion(task.projection, version);
  try {
    return await measureVersion(models, task);
  } finally {
    await models.ranker.release?.();
  }
}

async function promoteUnlessWorse(
  fits: FitStore,
  candidate: LoadedFit,
  task: MeasureTask,
  isForced = false,
): Promise<PromotionOutcome> {
  const { version } = candidate.models;
  try {
    const { comparison, reason } = await compareWithServing(fits, candidate, task);
    const isTooBad = comparison !== null && isWorse(comparison);
    const isPromoted = isForced || !isTooBad;
    if (isPromoted) await fits.promote(version, { reason, isForced: isTooBad, comparison });
    return { version, isPromoted, reason, comparison };
  } finally {
    await candidate.models.ranker.release?.();
  }
}

async function compareWithServing(
  fits: FitStore,
  candidate: LoadedFit,
  task: MeasureTask,
): Promise<{ readonly comparison: Comparison | null; readonly reason: string }> {
  const served = await fits.served();
  if (served === null || served === candidate.models.version) {
    return { comparison: null, reason: 'No other version served before.' };
  }
  let serving: LoadedFit;
  try {
    serving = await fits.loadVersion(task.projection, served);
  } catch (error) {
    if (!(error instanceof IsthmusError && error.code === 'MODEL_INVALID')) throw error;
    return { comparison: null, reason: `The version that served, ${served}, cannot be used. ${error.message}` };
  }
  try {
    const measured = await measureVersion(serving.models, task);
    const comparison = compareVersions(await measureVersion(candidate.models, task), measured);
    return { comparison, reason: comparisonText(comparison) };
  } finally {
    await serving.models.ranker.release?.();
  }
}

function measureTask({ projection, ontology }: PromotionParts, { nowMs, signal }: PromotionOptions): MeasureTask {
  const slice = newestSlice(projection);
  const withheld = slice.users.length === 0 ? projection : withoutPairs(projection, slice);
  return { projection: withheld, slice, ontology, nowMs, signal };
}
