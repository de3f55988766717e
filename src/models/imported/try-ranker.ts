import { normal, seededRandom } from '../../domain/random.js';
import { OnnxSession } from '../onnx/onnx-session.js';
import { RANKER_INPUT } from '../ranker/ranker-onnx.js';
import { modelRefused } from './model-refused.js';
import { runtimeWords } from './runtime-words.js';

const ROWS = 48;
/** Rows of a batch may be summed up in another order than single ones. */
const TOLERANCE = 1e-4;

/** Runs a ranker on made-up rows: it has to give finite scores, the same each time, for each row by itself. */
export async function tryRanker(bytes: Uint8Array, featureCount: number): Promise<void> {
  const session = await open(bytes);
  try {
    const features = trialRows(featureCount);
    const whole = await run(session, features, ROWS, featureCount);
    const again = await run(session, features, ROWS, featureCount);
    if (!isSame(whole, again, 0)) throw modelRefused('gives other scores for the same rows when it runs again');
    for (const row of [0, 1, ROWS - 1]) {
      const single = await run(
        session,
        features.subarray(row * featureCount, (row + 1) * featureCount),
        1,
        featureCount,
      );
      const alone = { score: whole.score.subarray(row, row + 1), linear: columns(whole.linear, row, featureCount) };
      if (!isSame(single, alone, TOLERANCE)) throw modelRefused('scores a row by what other rows are in the batch');
    }
  } finally {
    await session.release();
  }
}

interface Scores {
  readonly score: Float32Array;
  readonly linear: Float32Array;
}

async function open(bytes: Uint8Array): Promise<OnnxSession> {
  try {
    return await OnnxSession.open(bytes, { provider: 'cpu', threads: 1, warn: () => undefined });
  } catch (cause) {
    throw modelRefused(`cannot be loaded by ONNX Runtime: ${runtimeWords(cause)}`, cause);
  }
}

async function run(session: OnnxSession, data: Float32Array, rows: number, width: number): Promise<Scores> {
  let outputs: Awaited<ReturnType<OnnxSession['run']>>;
  try {
    outputs = await session.run({ [RANKER_INPUT]: { data, dimensions: [rows, width] } });
  } catch (cause) {
    throw modelRefused(`fails on ${rows} rows: ${runtimeWords(cause)}`, cause);
  }
  return {
    score: checked('score', outputs.score?.data, rows),
    linear: checked('linear', outputs.linear?.data, rows * width),
  };
}

function checked(name: string, data: unknown, length: number): Float32Array {
  if (!(data instanceof Float32Array) || data.length !== length) {
    const given = data instanceof Float32Array ? `${data.length} numbers` : 'something else';
    throw modelRefused(`must give ${length} numbers as "${name}", but gives ${given}`);
  }
  if (!data.every(Number.isFinite)) throw modelRefused(`gives a "${name}" that is no finite number`);
  return data;
}

/** Rows like those of requests: nothing at all, one of each feature, and noise. */
function trialRows(width: number): Float32Array {
  const random = seededRandom(1);
  const rows = new Float32Array(ROWS * width);
  for (let at = width; at < rows.length; at++) rows[at] = random() < 0.4 ? 0 : 2 * normal(random);
  for (let at = (ROWS - 1) * width; at < rows.length; at++) rows[at] = 10;
  return rows;
}

function columns(values: Float32Array, row: number, width: number): Float32Array {
  return values.subarray(row * width, (row + 1) * width);
}

function isSame(a: Scores, b: Scores, tolerance: number): boolean {
  const areClose = (x: Float32Array, y: Float32Array) =>
    x.every((value, n) => Math.abs(value - y[n]) <= tolerance * Math.max(1, Math.abs(y[n])));
  return areClose(a.score, b.score) && areClose(a.linear, b.linear);
}
