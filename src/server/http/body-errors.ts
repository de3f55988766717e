import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { REQUEST_LIMITS } from '../limits/request-limits.js';
import { type PublicError, sendError } from './send-error.js';

/** What went wrong with a body, by the types that body-parser gives its errors. */
const BODY_ERRORS: Readonly<Record<string, PublicError>> = {
  'entity.too.large': {
    code: 'QUERY_TOO_EXPENSIVE',
    message: `The request body is larger than ${REQUEST_LIMITS.maxBytes} bytes. Send less, or in several requests.`,
  },
  'entity.parse.failed': { code: 'INVALID_ARGUMENT', message: 'The request body is no valid JSON.' },
  'charset.unsupported': { code: 'INVALID_ARGUMENT', message: 'The request body must be in UTF-8.' },
  'encoding.unsupported': {
    code: 'INVALID_ARGUMENT',
    message: 'The content encoding of the request is not supported.',
  },
  'request.aborted': { code: 'INVALID_ARGUMENT', message: 'The request ended before its body was complete.' },
  'request.size.invalid': {
    code: 'INVALID_ARGUMENT',
    message: 'The request body is not as long as its Content-Length.',
  },
};

/** Answers with JSON where Express would answer with a page that shows the stack. */
export function bodyErrors(logger: Logger): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const known = BODY_ERRORS[String(error?.type)];
    if (known !== undefined) {
      sendError(request, response, Number(error.status), known);
      return;
    }
    if (typeof error?.status === 'number' && error.status >= 400 && error.status < 500) {
      sendError(request, response, error.status, { code: 'INVALID_ARGUMENT', message: 'The request is malformed.' });
      return;
    }
    const errorId = randomUUID();
    logger.error({ errorId, err: error }, 'A request failed.');
    const message = `The server could not do this. Its log has the cause under the error id ${errorId}.`;
    sendError(request, response, 500, { code: 'INTERNAL', message });
  };
}
