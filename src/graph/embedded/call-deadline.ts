import { IsthmusError } from '../../domain/errors.js';
import type { CallOptions } from '../knowledge-graph.js';

/**
 * The limits of one call: `check` throws once they are passed, `race` stops waiting for work that the engine cannot
 * interrupt. Such work goes on in the background and its result is dropped.
 */
export class CallDeadline {
  private readonly startedMs = performance.now();

  constructor(private readonly options: CallOptions = {}) {}

  check(): void {
    if (this.options.signal?.aborted === true) throw cancelled(this.options.signal);
    if (this.leftMs() <= 0) throw this.exceeded();
  }

  async race<T>(work: Promise<T>): Promise<T> {
    const { signal, timeoutMs } = this.options;
    if (signal === undefined && timeoutMs === undefined) return work;
    let timer: NodeJS.Timeout | undefined;
    let onAbort: (() => void) | undefined;
    const limit = new Promise<never>((_, reject) => {
      if (timeoutMs !== undefined) timer = setTimeout(() => reject(this.exceeded()), Math.max(0, this.leftMs()));
      if (signal !== undefined) {
        onAbort = () => reject(cancelled(signal));
        signal.addEventListener('abort', onAbort, { once: true });
      }
    });
    work.catch(() => undefined);
    try {
      return await Promise.race([work, limit]);
    } finally {
      clearTimeout(timer);
      if (onAbort !== undefined) signal?.removeEventListener('abort', onAbort);
    }
  }

  private leftMs(): number {
    const { timeoutMs } = this.options;
    return timeoutMs === undefined ? Number.POSITIVE_INFINITY : timeoutMs - (performance.now() - this.startedMs);
  }

  private exceeded(): IsthmusError {
    return new IsthmusError(
      'DEADLINE_EXCEEDED',
      `The graph store did not answer within ${this.options.timeoutMs} ms. Ask for less, or allow more time.`,
    );
  }
}

function cancelled(signal: AbortSignal): IsthmusError {
  return new IsthmusError('DEADLINE_EXCEEDED', 'The call was cancelled before the graph store answered.', {
    cause: signal.reason,
  });
}
