import { IsthmusError } from '../../domain/errors.js';

/**
 * The end of one call: its time is over, or its caller has cancelled it. `signal` aborts at either, so that what runs
 * on the network really stops. Whoever makes one ends it, or its timer keeps the process alive.
 */
export class CallDeadline {
  private readonly controller = new AbortController();
  private readonly startedMs = performance.now();
  private readonly timer: NodeJS.Timeout;
  private readonly passed: Promise<never>;
  private reject: (error: IsthmusError) => void = () => undefined;
  private reached: 'time' | 'cancelled' | null = null;

  constructor(
    private readonly timeoutMs: number,
    private readonly caller: AbortSignal | undefined,
  ) {
    this.passed = new Promise((_, reject) => {
      this.reject = reject;
    });
    // A call that nobody waits for any longer is no unhandled rejection.
    this.passed.catch(() => undefined);
    this.timer = setTimeout(() => this.reach('time'), timeoutMs);
    if (caller?.aborted === true) this.reach('cancelled');
    else caller?.addEventListener('abort', this.onAbort, { once: true });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** True when the time is over, as opposed to a caller who cancelled. */
  get isOverTime(): boolean {
    return this.reached === 'time';
  }

  /** The time that is left, in milliseconds. */
  leftMs(): number {
    return this.reached === null ? Math.max(0, this.timeoutMs - (performance.now() - this.startedMs)) : 0;
  }

  /** Throws DEADLINE_EXCEEDED when the end has come. */
  check(): void {
    if (this.reached !== null) throw this.error();
  }

  /** Settles with the work, or fails with DEADLINE_EXCEEDED when the end comes first. */
  within<T>(work: Promise<T>): Promise<T> {
    work.catch(() => undefined);
    return Promise.race([work, this.passed]);
  }

  /** Lets go of the timer and the caller's signal; nothing is aborted. */
  end(): void {
    clearTimeout(this.timer);
    this.caller?.removeEventListener('abort', this.onAbort);
  }

  private readonly onAbort = () => this.reach('cancelled');

  private reach(end: 'time' | 'cancelled'): void {
    if (this.reached !== null) return;
    this.reached = end;
    this.end();
    const error = this.error();
    this.reject(error);
    this.controller.abort(error);
  }

  private error(): IsthmusError {
    return this.reached === 'cancelled'
      ? new IsthmusError('DEADLINE_EXCEEDED', 'The call was cancelled before the language model answered.', {
          cause: this.caller?.reason,
        })
      : new IsthmusError(
          'DEADLINE_EXCEEDED',
          `The language model did not answer within ${this.timeoutMs} ms. Ask for less, or set ISTHMUS_LLM_TIMEOUT_MS higher.`,
        );
  }
}
