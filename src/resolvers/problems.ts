import { ERROR_CATALOGUE, IsthmusError } from '../domain/errors.js';
import { Problem } from '../schema/mutations/problem.type.js';

/** Does something with one entry of an input; an expected failure becomes a problem that names the entry. */
export function attempt<T>(index: number | null, work: () => T): T | Problem {
  try {
    return work();
  } catch (error) {
    if (error instanceof IsthmusError && ERROR_CATALOGUE[error.code].isPublic) {
      return new Problem(error.code, error.message, index);
    }
    throw error;
  }
}

/** Does something as a whole; an expected failure becomes a problem. */
export async function attemptWhole<T>(work: () => Promise<T>): Promise<T | Problem> {
  try {
    return await work();
  } catch (error) {
    return attempt(null, () => {
      throw error;
    });
  }
}

/** Why a batch of this length is not taken, or null. */
export function batchProblem(length: number, maxEntries: number, argument: string): Problem | null {
  if (length >= 1 && length <= maxEntries) return null;
  return new Problem('INVALID_ARGUMENT', `\`${argument}\` must have 1 to ${maxEntries} entries, but has ${length}.`);
}

/** A reason as the writer gives it, as a sentence. */
export function sentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
}
