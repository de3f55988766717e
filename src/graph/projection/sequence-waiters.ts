import { IsthmusError } from '../../domain/errors.js';
import type { ChangeCursor } from '../changes.js';
import type { CallOptions } from '../knowledge-graph.js';

interface Waiter {
  readonly sequence: ChangeCursor;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Callers that wait until a change has been seen. */
export class SequenceWaiters {
  private readonly waiters = new Set<Waiter>();

  /** The last change that somebody waits for, or null. */
  get furthest(): ChangeCursor | null {
    return this.waiters.size === 0 ? null : Math.max(...Array.from(this.waiters, ({ sequence }) => sequence));
  }

  /** Resolves when the change is seen. */
  wait(sequence: ChangeCursor, { signal, timeoutMs }: CallOptions): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        this.waiters.delete(waiter);
        clearTimeout(timer);
        signal?.removeEventListener('abort', give);
        settle();
      };
      const give = () =>
        end(() =>
          reject(new IsthmusError('DEADLINE_EXCEEDED', `Change ${sequence} of the graph was not seen in time.`)),
        );
      const timer = timeoutMs === undefined ? undefined : setTimeout(give, timeoutMs);
      const waiter: Waiter = { sequence, resolve: () => end(resolve), reject: (error) => end(() => reject(error)) };
      this.waiters.add(waiter);
      if (signal?.aborted === true) give();
      else signal?.addEventListener('abort', give, { once: true });
    });
  }

  /** Lets everybody go who has waited for nothing later. */
  seen(sequence: ChangeCursor): void {
    for (const waiter of [...this.waiters]) if (waiter.sequence <= sequence) waiter.resolve();
  }

  rejectAll(error: unknown): void {
    for (const waiter of [...this.waiters]) waiter.reject(error);
  }
}
