import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { IsthmusError } from '../../domain/errors.js';
import { bytesOf, float32Of } from '../store/array-file.js';
import { errorCode } from '../store/error-code.js';
import { TEMPORARY_PREFIX, writeFolder } from '../store/write-folder.js';

const figures = z.record(z.string(), z.number());

const progressSchema = z.strictObject({
  seed: z.number(),
  /** Steps of all epochs so far. */
  step: z.number().int().nonnegative(),
  /** The epoch under way, from 1, with its batches already learned from. */
  epoch: z.number().int().positive(),
  batches: z.number().int().nonnegative(),
  seconds: z.number().nonnegative(),
  examples: z.number().int().nonnegative(),
  lossSums: figures,
  bestEpoch: z.number().int().nonnegative(),
  bestFigure: z.number().nullable(),
  records: z.array(
    z.strictObject({
      epoch: z.number(),
      seconds: z.number(),
      examples: z.number(),
      learningRate: z.number(),
      train: figures,
      valid: figures,
    }),
  ),
});

/** How far a training has come. */
export type TrainingProgress = z.infer<typeof progressSchema>;

const stateSchema = z.strictObject({
  format: z.literal(1),
  progress: progressSchema,
  /** Kind and sizes of everything that the arrays hold one after the other, in this order. */
  arrays: z.array(z.strictObject({ name: z.string(), dimensions: z.array(z.number().int().nonnegative()) })),
  sha256: z.string(),
});

/** An array that a training keeps, such as a parameter or what the optimiser remembers of it. */
export interface KeptArray {
  readonly name: string;
  readonly dimensions: readonly number[];
  readonly values: Float32Array;
}

const STATE = 'state.json';
const ARRAYS = 'arrays.bin';
const PREFIX = 'epoch-';

/**
 * Stores where a training is, beside the checkpoint before it, which is deleted once the new one is on the disk: a
 * kill or a full disk at any moment leaves a whole checkpoint.
 */
export async function saveCheckpoint(
  folder: string,
  progress: TrainingProgress,
  arrays: readonly KeptArray[],
): Promise<void> {
  const bytes = Buffer.concat(arrays.map(({ values }) => bytesOf(values)));
  const described = arrays.map(({ name, dimensions }) => ({ name, dimensions }));
  const state = { format: 1, progress, arrays: described, sha256: sha256(bytes) };
  const name = `${PREFIX}${digits(progress.epoch)}-step-${digits(progress.step)}`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFolder(
      join(folder, name),
      new Map([
        [STATE, Buffer.from(`${JSON.stringify(state)}\n`)],
        [ARRAYS, bytes],
      ]),
    );
  } catch (cause) {
    throw new IsthmusError(
      'MODEL_NOT_SAVED',
      `The training cannot store its state in ${folder} (${errorCode(cause) ?? 'unknown error'}). The state before stays; make room on the disk and start again to go on from it.`,
      { cause },
    );
  }
  for (const other of await entriesOf(folder)) {
    if (other !== name && (other.startsWith(PREFIX) || other.startsWith(TEMPORARY_PREFIX))) {
      await rm(join(folder, other), { recursive: true, force: true });
    }
  }
}

/**
 * Reads the newest checkpoint into the arrays, whose names and sizes must be those that were stored; null where there
 * is none. The arrays are not touched unless all of it is sound.
 */
export async function loadCheckpoint(
  folder: string,
  seed: number,
  arrays: readonly KeptArray[],
): Promise<TrainingProgress | null> {
  const newest = (await entriesOf(folder))
    .filter((name) => name.startsWith(PREFIX))
    .sort()
    .at(-1);
  if (newest === undefined) return null;
  const place = join(folder, newest);
  const state = await readState(join(place, STATE));
  checkArchitecture(state.arrays, arrays, place);
  if (state.progress.seed !== seed) throw unfit(place, `belongs to a training with seed ${state.progress.seed}`);
  const bytes = await readBytes(join(place, ARRAYS));
  const size = arrays.reduce((sum, { values }) => sum + values.byteLength, 0);
  if (bytes.length !== size || sha256(bytes) !== state.sha256) throw unfit(place, 'has been changed or cut off');
  let from = 0;
  for (const { values } of arrays) {
    values.set(float32Of(bytes.subarray(from, from + values.byteLength)));
    from += values.byteLength;
  }
  return state.progress;
}

function checkArchitecture(
  stored: readonly Omit<KeptArray, 'values'>[],
  arrays: readonly KeptArray[],
  place: string,
): void {
  const known = new Map(stored.map(({ name, dimensions }) => [name, `[${dimensions.join(', ')}]`]));
  for (const { name, dimensions } of arrays) {
    const found = known.get(name);
    const wanted = `[${dimensions.join(', ')}]`;
    if (found === undefined) throw unfit(place, `is of another model or optimiser: it has no "${name}"`);
    if (found !== wanted) throw unfit(place, `is of another model: "${name}" is ${found} there and ${wanted} here`);
    known.delete(name);
  }
  const [surplus] = known.keys();
  if (surplus !== undefined) throw unfit(place, `is of another model or optimiser: "${surplus}" does not exist here`);
  // The arrays are read one after the other, so their order counts too.
  if (stored.some(({ name }, n) => name !== arrays[n].name)) throw unfit(place, 'has its arrays in another order');
}

async function readState(path: string): Promise<z.infer<typeof stateSchema>> {
  const text = Buffer.from(await readBytes(path)).toString('utf8');
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw unfit(path, 'cannot be understood', cause);
  }
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw unfit(path, 'cannot be read', cause);
  }
}

function unfit(place: string, what: string, cause?: unknown): IsthmusError {
  return new IsthmusError(
    'MODEL_INVALID',
    `The checkpoint ${place} ${what}. Delete its folder to train from the beginning.`,
    { cause },
  );
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw unfit(folder, 'cannot be read', error);
  }
}

function digits(count: number): string {
  return String(count).padStart(12, '0');
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
