import { IsthmusError } from '../../domain/errors.js';
import { errorCode } from './error-code.js';

/** What to do about an error of the file system, by its code. */
const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full: make room',
  EDQUOT: 'The quota of the disk is used up: make room',
  EFBIG: 'The file would be larger than the system allows: raise the limit',
  EROFS: 'The disk can only be read: make it writable',
  EACCES: 'This account may not write there: give it the right',
  EPERM: 'This account may not write there: give it the right',
};

/** The error of a model that did not get to the disk. Nothing that was there before has changed. */
export function notSaved(path: string, cause: unknown): IsthmusError {
  const code = errorCode(cause) ?? '';
  const reason = cause instanceof Error ? cause.message : String(cause);
  const remedy = REMEDIES[code] ?? `The system says "${reason}"`;
  return new IsthmusError(
    'MODEL_NOT_SAVED',
    `The model could not be saved to ${path}. ${remedy}, and try again; the models that were there stay as they are.`,
    { cause },
  );
}
