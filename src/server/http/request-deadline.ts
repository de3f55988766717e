import { setMaxListeners } from 'node:events';
import type { Response } from 'express';
import { IsthmusError } from '../../domain/errors.js';
import { deadlineError } from '../../resolvers/deadline.js';

/** A signal that ends the work on a request: when its time is up, or when the client has gone. */
export function requestSignal(response: Response, timeoutMs: number): AbortSignal {
  const controller = new AbortController();
  // Every read of the request listens to the signal until it is done; Node would take more than ten for a leak.
  setMaxListeners(0, controller.signal);
  const timer = setTimeout(() => controller.abort(deadlineError(timeoutMs)), timeoutMs);
  response.once('close', () => {
    clearTimeout(timer);
    if (!response.writableFinished) {
      controller.abort(new IsthmusError('DEADLINE_EXCEEDED', 'The client has gone before the answer was ready.'));
    }
  });
  return controller.signal;
}
