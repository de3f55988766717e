import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

const HEADER = 'x-request-id';
/** What may stand in a log line as it came; anything else could forge one. */
const FORM = /^[A-Za-z0-9._-]{1,64}$/;

/** Gives every request an id: the client's own when it sends a well-formed one. It is in the answer and in the log. */
export function requestIds(): RequestHandler {
  return (request, response, next) => {
    const given = request.headers[HEADER];
    response.set(HEADER, typeof given === 'string' && FORM.test(given) ? given : randomUUID());
    next();
  };
}

/** The id of the request that a response answers. */
export function requestIdOf(response: Response): string {
  return String(response.getHeader(HEADER));
}
