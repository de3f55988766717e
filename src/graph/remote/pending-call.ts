import { IsthmusError } from '../../domain/errors.js';
import type { CallOptions } from '../knowledge-graph.js';

/** Longest delay that a timer takes. */
const MAX_TIMER_MS = 2 ** 31 - 1;
/** How long a caller that has given up a write waits to hear whether it went in. */
const VERDICT_MS = 1_000;

/** How one call is made. */
export interface RemoteCallOptions extends CallOptions {
  /** A write that is given up is settled by what the other side says became of it, if that comes soon. */
  readonly isWrite?: boolean;
  /** Takes the parts of the result in order; the next ones wait for what it returns. */
  readonly onPart?: (part: unknown) => void | Promise<void>;
}

/** A call that waits for its answer: its promise, its limits, and the parts of the result that have come. */
export class PendingCall {
  readonly settled: Promise<unknown>;
  private resolve: (value: unknown) => void = () => undefined;
  private reject: (error: unknown) => void = () => undefined;
  private parts: Promise<void> = Promise.resolve();
  private givenUp: IsthmusError | null = null;
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly onAbort = () => this.giveUp(cancelled(this.options.signal));

  constructor(
    private readonly options: RemoteCallOptions,
    private readonly events: { readonly onGivenUp: () => void; readonly onPartTaken: () => void },
  ) {
    this.settled = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    const { signal, timeoutMs } = options;
    if (timeoutMs !== undefined) this.after(timeoutMs, () => this.giveUp(exceeded(timeoutMs)));
    signal?.addEventListener('abort', this.onAbort, { once: true });
  }

  part(value: unknown): void {
    const { onPart } = this.options;
    this.parts = this.parts.then(async () => {
      if (this.givenUp !== null) return;
      await onPart?.(value);
      this.events.onPartTaken();
    });
    this.parts.catch((error) => {
      this.events.onGivenUp();
      this.fail(error);
    });
  }

  done(value: unknown): void {
    this.parts.then(
      () => {
        this.release();
        this.resolve(value);
      },
      () => undefined,
    );
  }

  /** The other side says that the call failed, or the connection is lost. */
  failed(error: IsthmusError): void {
    this.fail(this.givenUp !== null && error.code === 'DEADLINE_EXCEEDED' ? this.givenUp : error);
  }

  private giveUp(error: IsthmusError): void {
    if (this.givenUp !== null) return;
    this.givenUp = error;
    this.events.onGivenUp();
    if (this.options.isWrite !== true) {
      this.fail(error);
      return;
    }
    const unknown = `${error.message} Whether the write went in is not known.`;
    this.after(VERDICT_MS, () => this.fail(new IsthmusError('DEADLINE_EXCEEDED', unknown, { cause: error })));
  }

  private after(delayMs: number, run: () => void): void {
    this.timers.push(setTimeout(run, Math.min(Math.max(0, delayMs), MAX_TIMER_MS)));
  }

  private fail(error: unknown): void {
    this.release();
    this.reject(error);
  }

  private release(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.options.signal?.removeEventListener('abort', this.onAbort);
  }
}

/** What a caller hears whose signal was aborted. */
export function cancelled(signal: AbortSignal | undefined): IsthmusError {
  return new IsthmusError('DEADLINE_EXCEEDED', 'The call was cancelled before the graph store answered.', {
    cause: signal?.reason,
  });
}

/** What a caller hears whose time is over. */
export function exceeded(timeoutMs: number): IsthmusError {
  return new IsthmusError(
    'DEADLINE_EXCEEDED',
    `The graph store did not answer within ${timeoutMs} ms. Ask for less, or allow more time.`,
  );
}
