import { gzipSync } from 'node:zlib';
import { IsthmusError } from '../../domain/errors.js';
import type { Feeds } from './calibration.js';
import { applyMethod, type CompressionMethod, methodName } from './compression-method.js';
import type { CompressedModel, CompressionTrial } from './compression-report.js';
import { fastestTrial } from './fastest-trial.js';
import { DEFAULT_ROUNDS, type Latency, type LatencyRounds, measureLatencies } from './measure-latency.js';

/** Inputs that stand for those that the model will meet. */
export interface CalibrationSet {
  /** Taken from training data: ranges of activations and shares of units come from them. */
  readonly batches: readonly Feeds[];
  /** What one request asks, by custom 500 rows; its latency is measured. */
  readonly request: Feeds;
}

/** Methods that are applied one after another, such as pruning and then quantisation. */
export interface CompressionRecipe {
  readonly methods: readonly CompressionMethod[];
  /** The greatest loss of the metric, relative to the uncompressed model; what loses more is refused. */
  readonly maxRelativeLoss: number;
}

export interface CompressionOptions {
  /** A figure of a model, of which more is better, on data that no model was trained or calibrated on. */
  readonly measure: (bytes: Uint8Array) => Promise<number>;
  readonly rounds?: LatencyRounds;
  readonly signal?: AbortSignal;
}

/** The most that quantisation to 8 bits may lose. */
export const INT8_MAX_RELATIVE_LOSS = 0.005;

/**
 * Compresses a model by one recipe. A loss above the recipe's bound is a MODEL_WORSE error, and the model that was
 * given stays as it is.
 */
export async function compress(
  model: Uint8Array,
  calibration: CalibrationSet,
  recipe: CompressionRecipe,
  options: CompressionOptions,
): Promise<CompressedModel> {
  const [original, attempt] = await tryRecipes(model, calibration, [recipe], options);
  const { trial } = attempt;
  if (trial.verdict === 'refused') {
    throw new IsthmusError(
      'MODEL_WORSE',
      `Compression (${trial.name}) is refused: ${trial.reason}. Serve the uncompressed model, compress it less, or raise the bound.`,
    );
  }
  const chosen: CompressionTrial = { ...trial, verdict: 'chosen' };
  return { bytes: attempt.bytes, name: trial.name, report: { trials: [original.trial, chosen] } };
}

/**
 * Tries several recipes and chooses the fastest of those within their bounds; the uncompressed model where none is
 * really faster, as is common for small layers.
 */
export async function compressBest(
  model: Uint8Array,
  calibration: CalibrationSet,
  recipes: readonly CompressionRecipe[],
  options: CompressionOptions,
): Promise<CompressedModel> {
  const attempts = await tryRecipes(model, calibration, recipes, options);
  const fastest = fastestTrial(attempts.map(({ trial }) => trial));
  const trials = attempts.map(({ trial }, n): CompressionTrial => {
    if (trial === fastest) return { ...trial, verdict: 'chosen' };
    const isSlow = trial.verdict === 'accepted' && n > 0;
    return isSlow ? { ...trial, reason: `not faster than ${fastest.name}` } : trial;
  });
  const bytes = attempts.find(({ trial }) => trial === fastest)?.bytes ?? model;
  return { bytes, name: fastest.name, report: { trials } };
}

interface Attempt {
  readonly bytes: Uint8Array;
  readonly trial: CompressionTrial;
}

/** The uncompressed model first. */
async function tryRecipes(
  model: Uint8Array,
  calibration: CalibrationSet,
  recipes: readonly CompressionRecipe[],
  { measure, rounds = DEFAULT_ROUNDS, signal }: CompressionOptions,
): Promise<Attempt[]> {
  const before = await measure(model);
  if (!Number.isFinite(before)) throw new RangeError(`The metric of the uncompressed model is ${before}`);
  const compressed: { recipe: CompressionRecipe; bytes: Uint8Array; places: number; metric: number }[] = [];
  for (const recipe of recipes) {
    let bytes = model;
    let places = 0;
    for (const method of recipe.methods) {
      signal?.throwIfAborted();
      const rewritten = await applyMethod(bytes, calibration.batches, method, signal);
      bytes = rewritten.bytes;
      places += rewritten.places;
    }
    compressed.push({ recipe, bytes, places, metric: places === 0 ? before : await measure(bytes) });
  }
  const models = [model, ...compressed.map(({ bytes }) => bytes)];
  const latencies = await measureLatencies(models, calibration.request, rounds, signal);
  const original = trialOf('fp32', model, latencies[0], before, 0);
  return [
    { bytes: model, trial: { ...original, verdict: 'accepted', reason: null } },
    ...compressed.map(({ recipe, bytes, places, metric }, n) => {
      const relativeLoss = (before - metric) / (Math.abs(before) || 1);
      const name = recipe.methods.map(methodName).join(', then ');
      const reason = refusal(recipe, places, metric, relativeLoss);
      const trial = trialOf(name, bytes, latencies[n + 1], metric, relativeLoss);
      return { bytes, trial: { ...trial, verdict: reason === null ? 'accepted' : 'refused', reason } } as const;
    }),
  ];
}

function trialOf(name: string, bytes: Uint8Array, latency: Latency, metric: number, relativeLoss: number) {
  return { name, bytes: bytes.length, packedBytes: gzipSync(bytes).length, ...latency, metric, relativeLoss };
}

function refusal(recipe: CompressionRecipe, places: number, metric: number, relativeLoss: number): string | null {
  if (places === 0) return 'the model has nothing that this method can compress';
  if (!Number.isFinite(metric)) return `its metric is ${metric}`;
  if (relativeLoss <= recipe.maxRelativeLoss) return null;
  const [loss, most] = [relativeLoss, recipe.maxRelativeLoss].map((share) => `${(share * 100).toFixed(2)} %`);
  return `it loses ${loss} of the metric, and at most ${most} is allowed`;
}
