import { type Feeds, observe } from './calibration.js';

/** What a tensor's values lie between; always holds zero, which must be exact in 8 bits. */
export interface ActivationRange {
  readonly low: number;
  readonly high: number;
}

/**
 * How a range is taken from what was seen: everything, or the percentage of values about the middle (99.9 leaves the
 * outermost 0.05 % on either side out), so that few outliers do not make all others coarse.
 */
export type RangeRule = 'min-max' | { readonly percentile: number };

const BINS = 4096;

/** The range of every tensor over the calibration batches. */
export async function activationRanges(
  bytes: Uint8Array,
  tensors: readonly string[],
  batches: readonly Feeds[],
  rule: RangeRule,
  signal?: AbortSignal,
): Promise<Map<string, ActivationRange>> {
  if (tensors.length === 0) return new Map();
  const ranges = new Map<string, ActivationRange>(tensors.map((tensor) => [tensor, { low: 0, high: 0 }]));
  const widen = (tensor: string, values: Float32Array): void => {
    let { low, high } = rangeOf(ranges, tensor);
    for (const value of values) {
      if (value < low) low = value;
      else if (value > high) high = value;
    }
    ranges.set(tensor, { low, high });
  };
  await observe(bytes, tensors, batches, widen, signal);
  if (rule === 'min-max') return ranges;
  const counts = new Map(tensors.map((tensor) => [tensor, new Float64Array(BINS)]));
  const count = (tensor: string, values: Float32Array): void => {
    const { low, high } = rangeOf(ranges, tensor);
    const bins = counts.get(tensor);
    if (bins === undefined || high === low) return;
    const perValue = BINS / (high - low);
    for (const value of values) bins[Math.min(BINS - 1, Math.floor((value - low) * perValue))]++;
  };
  await observe(bytes, tensors, batches, count, signal);
  return new Map(
    Array.from(counts, ([tensor, bins]) => [tensor, innerRange(rangeOf(ranges, tensor), bins, rule.percentile)]),
  );
}

function rangeOf(ranges: ReadonlyMap<string, ActivationRange>, tensor: string): ActivationRange {
  return ranges.get(tensor) ?? { low: 0, high: 0 };
}

function innerRange({ low, high }: ActivationRange, bins: Float64Array, percentile: number): ActivationRange {
  let total = 0;
  for (const count of bins) total += count;
  const outside = (total * (1 - percentile / 100)) / 2;
  const width = (high - low) / BINS;
  let first = 0;
  for (let passed = bins[0]; passed <= outside && first < BINS - 1; passed += bins[++first]);
  let last = BINS - 1;
  for (let passed = bins[last]; passed <= outside && last > first; passed += bins[--last]);
  return { low: Math.min(0, low + first * width), high: Math.max(0, low + (last + 1) * width) };
}
