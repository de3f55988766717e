import type { Request, Response } from 'express';
import { ERROR_CATALOGUE, type ErrorCode } from '../../domain/errors.js';

/** The part of an error that a client may see. */
export interface PublicError {
  readonly code: ErrorCode;
  readonly message: string;
}

const RESPONSE_TYPE = 'application/graphql-response+json';

/** Answers with one error in the form of a GraphQL response, whatever part of the server refuses the request. */
export function sendError(request: Request, response: Response, status: number, { code, message }: PublicError): void {
  const type =
    request.accepts(['application/json', RESPONSE_TYPE]) === RESPONSE_TYPE ? RESPONSE_TYPE : 'application/json';
  const { isRetryable } = ERROR_CATALOGUE[code];
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    .type(type)
    .send(JSON.stringify({ errors: [{ message, extensions: { code, isRetryable } }] }));
}
