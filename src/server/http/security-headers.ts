import type { RequestHandler } from 'express';

/**
 * Headers for every answer. The content security policy allows nothing: answers are JSON, and the pages that are not
 * set their own.
 */
export function securityHeaders(): RequestHandler {
  return (_request, response, next) => {
    response.set({
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    });
    next();
  };
}
