import { type ErrorCode, IsthmusError } from '../../domain/errors.js';

/** An error on its way to another thread, which keeps neither its class nor its code. */
export interface TaskFailure {
  readonly code: ErrorCode | null;
  readonly message: string;
  readonly stack: string | null;
  readonly cause: TaskFailure | null;
}

/** Takes an error apart, so that it can be posted. */
export function failureOf(error: unknown): TaskFailure {
  if (!(error instanceof Error)) return { code: null, message: String(error), stack: null, cause: null };
  return {
    code: error instanceof IsthmusError ? error.code : null,
    message: error.message,
    stack: error.stack ?? null,
    cause: error.cause === undefined ? null : failureOf(error.cause),
  };
}

/** Puts the error together again, with the stack of the thread that threw it. */
export function errorOf({ code, message, stack, cause }: TaskFailure): Error {
  const options = cause === null ? {} : { cause: errorOf(cause) };
  const error = code === null ? new Error(message, options) : new IsthmusError(code, message, options);
  if (stack !== null) error.stack = stack;
  return error;
}
