import { IsthmusError } from '../domain/errors.js';

/** The end of a request: when it comes, `signal` aborts and nothing is waited for any longer. */
export interface Deadline {
  readonly signal: AbortSignal;

  /** Resolves with the promise, or rejects with the signal's reason when the request ends before. */
  within<T>(promise: Promise<T>): Promise<T>;
}

/** The error of a request that took too long. */
export function deadlineError(timeoutMs: number): IsthmusError {
  return new IsthmusError(
    'DEADLINE_EXCEEDED',
    `The request did not finish within ${timeoutMs} ms. Ask for less, or try again later.`,
  );
}

/** A deadline that an abort signal sets. */
export class SignalDeadline implements Deadline {
  private readonly end: Promise<never>;

  constructor(readonly signal: AbortSignal) {
    this.end = new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      if (signal.aborted) reject(signal.reason);
    });
    // A request that nobody waits for any longer is no unhandled rejection.
    this.end.catch(() => undefined);
  }

  within<T>(promise: Promise<T>): Promise<T> {
    return Promise.race([promise, this.end]);
  }
}
