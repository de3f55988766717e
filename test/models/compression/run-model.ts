import type { Feeds } from '../../../src/models/compression/calibration.js';
import { OnnxSession, type OnnxTensor } from '../../../src/models/onnx/onnx-session.js';

/** Loads a model, runs it once and frees it. */
export async function runModel(bytes: Uint8Array, feeds: Feeds): Promise<Record<string, OnnxTensor>> {
  const session = await OnnxSession.open(bytes, { provider: 'cpu', threads: 1, warn: () => undefined });
  try {
    return await session.run(feeds);
  } finally {
    await session.release();
  }
}

/** The root of the mean squared difference, relative to the spread of what is expected. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  const values = Array.from(expected);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let squares = 0;
  let spread = 0;
  for (const [k, value] of values.entries()) {
    squares += (actual[k] - value) ** 2;
    spread += (value - mean) ** 2;
  }
  return Math.sqrt(squares / spread);
}
