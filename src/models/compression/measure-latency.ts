import { OnnxSession } from '../onnx/onnx-session.js';
import type { Feeds } from './calibration.js';

/** How long runs of a model took, in milliseconds. */
export interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** How often each model runs to warm up, and how often it is measured. */
export interface LatencyRounds {
  readonly warmUp: number;
  readonly measured: number;
}

export const DEFAULT_ROUNDS: LatencyRounds = { warmUp: 20, measured: 300 };

/**
 * Measures models on one thread with the same inputs, in turns, so that whatever else slows the machine down meets all
 * of them alike.
 */
export async function measureLatencies(
  models: readonly Uint8Array[],
  request: Feeds,
  { warmUp, measured }: LatencyRounds = DEFAULT_ROUNDS,
  signal?: AbortSignal,
): Promise<Latency[]> {
  const sessions: OnnxSession[] = [];
  try {
    for (const bytes of models) {
      sessions.push(await OnnxSession.open(bytes, { provider: 'cpu', threads: 1, warn: () => undefined }));
    }
    const durationsMs = sessions.map(() => new Float64Array(measured));
    for (let round = -warmUp; round < measured; round++) {
      signal?.throwIfAborted();
      for (const [n, session] of sessions.entries()) {
        const start = performance.now();
        await session.run(request);
        if (round >= 0) durationsMs[n][round] = performance.now() - start;
      }
    }
    return durationsMs.map((durations) => {
      durations.sort();
      return { p50Ms: durations[measured >> 1], p99Ms: durations[Math.floor(measured * 0.99)] };
    });
  } finally {
    for (const session of sessions) await session.release();
  }
}
