import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { IsthmusError } from '../../domain/errors.js';
import { errorCode } from '../store/error-code.js';

/** Reads the file beside a model that says how it is used, or the defaults when there is none; MODEL_INVALID when it is wrong. */
export async function readManifest<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  let given: unknown = {};
  try {
    given = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    if (errorCode(cause) !== 'ENOENT') {
      throw new IsthmusError('MODEL_INVALID', `${path} is no JSON that can be read. Correct it or remove it.`, {
        cause,
      });
    }
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`);
  throw new IsthmusError('MODEL_INVALID', `${path} cannot be used. ${problems.join('; ')}.`);
}
