import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

/** The machine and the commit that figures belong to, as one line. */
export function machineAndCommit(): string {
  const processors = cpus();
  const memoryGb = Math.round(totalmem() / 2 ** 30);
  return `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown'}, ${memoryGb} GB, Node ${process.version}, commit ${commit()}`;
}

function commit(): string {
  try {
    const hash = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
    const isDirty = execFileSync('git', ['status', '--porcelain', '--untracked-files=no'], { encoding: 'utf8' }) !== '';
    return isDirty ? `${hash} with changes` : hash;
  } catch {
    return 'unknown';
  }
}

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
