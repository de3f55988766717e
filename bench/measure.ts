/** The value below which the given share of the measurements lies; the measurements get sorted. */
export function quantile(values: Float64Array, share: number): number {
  values.sort();
  return values[Math.min(values.length - 1, Math.floor(share * values.length))];
}

/** p50, p99 and the mean of durations in milliseconds, as one line. */
export function describeDurations(durationsMs: readonly number[]): string {
  const sorted = Float64Array.from(durationsMs);
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  return `p50 ${quantile(sorted, 0.5).toFixed(3)} ms, p99 ${quantile(sorted, 0.99).toFixed(3)} ms, mean ${mean.toFixed(3)} ms over ${sorted.length}`;
}
