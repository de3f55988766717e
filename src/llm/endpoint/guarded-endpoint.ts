import { setTimeout as sleep } from 'node:timers/promises';
import {
  type BulkheadPolicy,
  bulkhead,
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  isBrokenCircuitError,
  isBulkheadRejectedError,
  noJitterGenerator,
} from 'cockatiel';
import { IsthmusError } from '../../domain/errors.js';
import type { Random } from '../../domain/random.js';
import type { CallDeadline } from './call-deadline.js';
import type { ChatAnswer, ChatCall, ChatEndpoint } from './chat-endpoint.js';
import { EndpointFailure } from './endpoint-failure.js';

/** How a server is spared, and given up on. */
export interface GuardOptions {
  /** How many requests may be under way at once. */
  readonly concurrency: number;
  /** How many more calls may wait for a place; one beyond fails at once. */
  readonly maxWaiting: number;
  /** How often a failed request is repeated. */
  readonly maxRepeats: number;
  /** The wait before the first repeat; doubled for each further one, with jitter. */
  readonly firstWaitMs: number;
  /** Failures in a row after which the server counts as down. */
  readonly failuresToOpen: number;
  /** How long a server that is down is left alone at first; doubled while it stays down, up to ten times as long. */
  readonly openMs: number;
  readonly random: Random;
}

const LONGEST_OPEN_FACTOR = 10;

/**
 * Stands before a server: at most so many requests at once, repeats where they can help, and an open circuit while it
 * is down, so that a batch of thousands learns it once and not thousands of times.
 */
export class GuardedEndpoint implements ChatEndpoint {
  private readonly places: BulkheadPolicy;
  private readonly circuit: CircuitBreakerPolicy;

  constructor(
    private readonly endpoint: ChatEndpoint,
    private readonly options: GuardOptions,
  ) {
    this.places = bulkhead(options.concurrency, options.maxWaiting);
    const maxDelay = options.openMs * LONGEST_OPEN_FACTOR;
    this.circuit = circuitBreaker(handleWhen(isOutage), {
      breaker: new ConsecutiveBreaker(options.failuresToOpen),
      halfOpenAfter: new ExponentialBackoff({ initialDelay: options.openMs, maxDelay, generator: noJitterGenerator }),
    });
  }

  async complete(call: ChatCall, deadline: CallDeadline): Promise<ChatAnswer> {
    deadline.check();
    try {
      return await deadline.within(this.places.execute(() => this.repeat(call, deadline), deadline.signal));
    } catch (error) {
      deadline.check();
      if (isBulkheadRejectedError(error)) throw this.tooMany(error);
      if (isBrokenCircuitError(error)) throw this.down();
      throw error;
    }
  }

  /** Not cockatiel's own retry: that one sleeps on after a cancellation, and would keep its place all the while. */
  private async repeat(call: ChatCall, deadline: CallDeadline): Promise<ChatAnswer> {
    for (let repeats = 0; ; repeats++) {
      deadline.check();
      try {
        return await this.circuit.execute(() => this.attempt(call, deadline));
      } catch (error) {
        const waitMs = repeats < this.options.maxRepeats ? this.waitAfter(error, repeats) : null;
        // Waiting longer than the call may last helps nobody, and keeps the place from others.
        if (waitMs === null || waitMs >= deadline.leftMs()) throw error;
        await sleep(waitMs, undefined, { signal: deadline.signal });
      }
    }
  }

  private async attempt(call: ChatCall, deadline: CallDeadline): Promise<ChatAnswer> {
    try {
      return await this.endpoint.complete(call, deadline);
    } catch (error) {
      // A server that never answers is down, too; a caller who went away says nothing of the server.
      if (deadline.isOverTime) throw new Silence(error);
      throw error;
    }
  }

  private waitAfter(error: unknown, repeats: number): number | null {
    if (!(error instanceof EndpointFailure) || !error.facts.mayRepeat) return null;
    const { firstWaitMs, random } = this.options;
    const waitMs = firstWaitMs * 2 ** repeats * (0.5 + random() / 2);
    // Jitter on top of what the server asks for: those that it sent away together should not come back together.
    return error.facts.retryAfterMs === null ? waitMs : error.facts.retryAfterMs + waitMs / 2;
  }

  private tooMany(cause: unknown): IsthmusError {
    const { concurrency, maxWaiting } = this.options;
    return new IsthmusError(
      'LANGUAGE_MODEL_UNAVAILABLE',
      `The language model already has ${concurrency} requests under way and ${maxWaiting} waiting. Try again later.`,
      { cause },
    );
  }

  private down(): IsthmusError {
    const last = this.circuit.lastFailure;
    const cause = last !== undefined && 'error' in last ? last.error : undefined;
    const reason = cause instanceof EndpointFailure ? cause.message : 'It did not answer in time.';
    return new IsthmusError(
      'LANGUAGE_MODEL_UNAVAILABLE',
      `The language model failed several times in a row and is left alone for a while. The last reason: ${reason}`,
      { cause },
    );
  }
}

/** No answer came before the deadline. */
class Silence extends Error {
  constructor(cause: unknown) {
    super('The server did not answer in time.', { cause });
  }
}

function isOutage(error: Error): boolean {
  return error instanceof Silence || (error instanceof EndpointFailure && error.facts.isOutage);
}
