import { IsthmusError } from '../../domain/errors.js';

/** The error of a model that is not taken in; `reason` continues the sentence "The model …". */
export function modelRefused(reason: string, cause?: unknown): IsthmusError {
  return new IsthmusError('MODEL_INVALID', `The model ${reason}. Nothing was stored, and what serves goes on.`, {
    cause,
  });
}
