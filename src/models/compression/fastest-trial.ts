import type { CompressionTrial } from './compression-report.js';

/** A model that is faster by less than this is not worth exchanging. */
const LEAST_RELATIVE_GAIN = 0.03;

/**
 * The fastest of the accepted trials; the first one, which is the uncompressed model, where none is really faster than
 * it, as is common for small layers.
 */
export function fastestTrial(trials: readonly CompressionTrial[]): CompressionTrial {
  const [original, ...others] = trials;
  const enough = original.p50Ms * (1 - LEAST_RELATIVE_GAIN);
  const faster = others.filter(({ verdict, p50Ms }) => verdict === 'accepted' && p50Ms < enough);
  return faster.reduce((best, trial) => (trial.p50Ms < best.p50Ms ? trial : best), original);
}
