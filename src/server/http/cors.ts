import type { RequestHandler } from 'express';

const METHODS = 'GET, POST, OPTIONS';
/** Headers that GraphQL clients send; a request with any other stays with the browser. */
const HEADERS = [
  'accept',
  'apollo-require-preflight',
  'apollographql-client-name',
  'apollographql-client-version',
  'content-type',
  'x-apollo-operation-name',
  'x-request-id',
].join(', ');
const PREFLIGHT_SECONDS = '600';

/**
 * Lets pages of the named origins call the API from a browser; `*` names all. Cookies are never allowed: the API
 * reads none, so a page can do no more in a visitor's name than anybody can.
 */
export function cors(origins: readonly string[]): RequestHandler {
  const allowsAll = origins.includes('*');
  const allowed = new Set(origins);
  return (request, response, next) => {
    const { origin } = request.headers;
    response.vary('Origin');
    if (origin !== undefined && (allowsAll || allowed.has(origin))) {
      response.set({
        'Access-Control-Allow-Origin': allowsAll ? '*' : origin,
        'Access-Control-Expose-Headers': 'x-request-id',
        'Cross-Origin-Resource-Policy': 'cross-origin',
      });
      if (request.method === 'OPTIONS') {
        response.set({
          'Access-Control-Allow-Methods': METHODS,
          'Access-Control-Allow-Headers': HEADERS,
          'Access-Control-Max-Age': PREFLIGHT_SECONDS,
        });
      }
    }
    if (request.method === 'OPTIONS') {
      response.status(204).end();
      return;
    }
    next();
  };
}
