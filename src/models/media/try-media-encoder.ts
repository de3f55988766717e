import { normal, seededRandom } from '../../domain/random.js';
import { modelRefused } from '../imported/model-refused.js';
import type { MediaContract } from './media-contract.js';

/** How far a vector may move, as a share of its length: rows of a batch may be summed up in another order. */
const TOLERANCE = 1e-3;

/**
 * Runs an encoder on made-up inputs and resolves with the size of its vectors: it has to give the same ones each time,
 * for each input by itself, unless it takes one at a time.
 */
export async function tryMediaEncoder(
  run: (inputs: readonly Float32Array[]) => Promise<Float32Array>,
  { shape }: MediaContract,
  batchSize: number,
): Promise<number> {
  const width = shape.reduce((product, size) => product * size, 1);
  const inputs = [noise(width, 1), noise(width, 2)].slice(0, batchSize);
  const together = await run(inputs);
  const size = together.length / inputs.length;
  if (!isSame(await run(inputs), together)) {
    throw modelRefused('gives other vectors for the same inputs when it runs again');
  }
  if (!isSame(await run(inputs.slice(0, 1)), together.subarray(0, size))) {
    throw modelRefused(
      'gives vectors that depend on what else is in the run; set "batchSize" to 1 in its manifest, or export it with one input a run',
    );
  }
  return size;
}

function noise(width: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: width }, () => normal(random) / 2);
}

function isSame(a: Float32Array, b: Float32Array): boolean {
  let [difference, length] = [0, 0];
  for (let k = 0; k < b.length; k++) {
    difference += (a[k] - b[k]) ** 2;
    length += b[k] ** 2;
  }
  return a.length === b.length && Math.sqrt(difference) <= TOLERANCE * Math.max(1e-6, Math.sqrt(length));
}
