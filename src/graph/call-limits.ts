import { IsthmusError } from '../domain/errors.js';
import type { CallOptions } from './knowledge-graph.js';

/** The limits of one call: the caller's cancellation, and the time after which it fails; without one it has no end. */
export class CallLimits {
  private readonly startedMs = performance.now();
  private readonly signal: AbortSignal | undefined;
  private readonly timeoutMs: number;

  constructor({ signal, timeoutMs }: CallOptions = {}, defaultTimeoutMs: number = Number.POSITIVE_INFINITY) {
    this.signal = signal;
    this.timeoutMs = timeoutMs ?? defaultTimeoutMs;
  }

  /** The time that is left, in milliseconds; 0 when none is. */
  leftMs(): number {
    return Math.max(0, this.timeoutMs - (performance.now() - this.startedMs));
  }

  /** Throws when the call may not go on. */
  check(): void {
    if (this.signal?.aborted === true) throw cancelled(this.signal);
    if (this.leftMs() === 0) throw this.exceeded();
  }

  /**
   * Stops waiting for work when a limit is passed; `onPassed` is then called, to end the work. Work that cannot be ended
   * goes on in the background, and its result is dropped.
   */
  async race<T>(work: Promise<T>, onPassed: () => void = () => undefined): Promise<T> {
    const { signal, timeoutMs } = this;
    const hasEnd = Number.isFinite(timeoutMs);
    if (signal === undefined && !hasEnd) return work;
    let timer: NodeJS.Timeout | undefined;
    let onAbort: (() => void) | undefined;
    const limit = new Promise<never>((_, reject) => {
      const pass = (error: IsthmusError) => {
        onPassed();
        reject(error);
      };
      if (hasEnd) timer = setTimeout(() => pass(this.exceeded()), this.leftMs());
      if (signal === undefined) return;
      onAbort = () => pass(cancelled(signal));
      signal.addEventListener('abort', onAbort, { once: true });
    });
    work.catch(() => undefined);
    try {
      return await Promise.race([work, limit]);
    } finally {
      clearTimeout(timer);
      if (onAbort !== undefined) signal?.removeEventListener('abort', onAbort);
    }
  }

  /** What a call that took too long fails with. */
  exceeded(cause?: unknown): IsthmusError {
    return new IsthmusError(
      'DEADLINE_EXCEEDED',
      `The graph store did not answer within ${this.timeoutMs} ms. Ask for less, or allow more time.`,
      { cause },
    );
  }
}

function cancelled(signal: AbortSignal): IsthmusError {
  return new IsthmusError('DEADLINE_EXCEEDED', 'The call was cancelled before the graph store answered.', {
    cause: signal.reason,
  });
}
