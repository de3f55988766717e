import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { IsthmusError } from '../../domain/errors.js';
import { errorCode } from './error-code.js';
import { SAFE_NAME } from './model-manifest.js';
import { replaceFile } from './replace-file.js';

const POINTER = 'current.json';

const pointerSchema = z.strictObject({
  format: z.literal(1),
  version: z.string().regex(SAFE_NAME),
  /** What served before, to which a rollback returns; null when nothing did. */
  previous: z.string().regex(SAFE_NAME).nullable(),
  promotedAtMs: z.number(),
  reason: z.string(),
});

/** Which version of a model serves, since when, why, and which one did before. */
export type ServedPointer = Readonly<Omit<z.infer<typeof pointerSchema>, 'format'>>;

/** The pointer of a model's folder, or null when nothing was promoted yet. */
export async function readServedPointer(folder: string): Promise<ServedPointer | null> {
  const path = join(folder, POINTER);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
  const parsed = pointerSchema.safeParse(contentOf(text));
  if (!parsed.success) {
    throw new IsthmusError(
      'MODEL_INVALID',
      `${path} does not say which version serves. Delete it to serve the newest version.`,
    );
  }
  const { format, ...pointer } = parsed.data;
  return pointer;
}

/** Makes another version the one that serves; a kill in between leaves the old pointer or the new one. */
export async function writeServedPointer(folder: string, pointer: ServedPointer): Promise<void> {
  const text = JSON.stringify({ format: 1, ...pointer }, null, 2);
  await replaceFile(join(folder, POINTER), Buffer.from(`${text}\n`));
}

function contentOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
