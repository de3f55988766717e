import { type ErrorCode, IsthmusError } from '../../domain/errors.js';

/** How a failed request is to be treated. */
export interface FailureFacts {
  /** The HTTP status; null when no answer came at all. */
  readonly status: number | null;
  /** The same request may work a moment later. */
  readonly mayRepeat: boolean;
  /** The server is down, as opposed to one that works but declines: several in a row open the circuit. */
  readonly isOutage: boolean;
  /** How long the server asks to be left alone; null when it does not say. */
  readonly retryAfterMs: number | null;
}

/** A request to a model's server that failed. */
export class EndpointFailure extends IsthmusError {
  constructor(
    code: ErrorCode,
    message: string,
    readonly facts: FailureFacts,
    options?: { readonly cause?: unknown },
  ) {
    super(code, message, options);
  }
}
