import type { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type Express } from 'express';
import { createRequestContext, type RequestContext } from '../resolvers/request-context.js';
import { healthRoutes } from './health.js';
import { bodyErrors } from './http/body-errors.js';
import { cors } from './http/cors.js';
import { requestSignal } from './http/request-deadline.js';
import { requestIdOf, requestIds } from './http/request-id.js';
import { securityHeaders } from './http/security-headers.js';
import { sendError } from './http/send-error.js';
import { admission } from './limits/admission.js';
import { REQUEST_LIMITS } from './limits/request-limits.js';
import type { ExampleOperation } from './pages/example-operations.js';
import { graphiqlPage } from './pages/graphiql-page.js';
import type { ServerParts } from './server-parts.js';
import type { ServerPhase } from './server-phase.js';

/** What the HTTP side needs besides the parts of the server. */
export interface HttpAppParts extends ServerParts {
  readonly apollo: ApolloServer<RequestContext>;
  readonly examples: readonly ExampleOperation[];
  readonly phase: () => ServerPhase;
}

/** The routes of the server and what every request passes on its way to them. */
export function httpApp({ services, config, logger, clock, apollo, examples, phase }: HttpAppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  // An ETag for each answer would hash the whole of it, and a recommendation is never the same twice.
  app.set('etag', false);
  app.use(requestIds(), securityHeaders(), cors(config.corsOrigins));
  app.use(healthRoutes(services, phase));
  app.use(graphiqlPage(examples));
  app.use(
    '/graphql',
    express.json({ limit: REQUEST_LIMITS.maxBytes }),
    admission(),
    pageWithoutPolicy(),
    expressMiddleware(apollo, {
      context: async ({ res }) =>
        createRequestContext(services, {
          requestId: requestIdOf(res),
          signal: requestSignal(res, config.requestTimeoutMs),
          nowMs: clock(),
        }),
    }),
  );
  app.use((request, response) => {
    const message = `There is nothing at ${request.path.slice(0, 200)}. The API is at /graphql.`;
    sendError(request, response, 404, { code: 'NOT_FOUND', message });
  });
  app.use(bodyErrors(logger));
  return app;
}

/** Apollo's landing page brings its own policy in a meta element, with a nonce that the header cannot know. */
function pageWithoutPolicy(): express.RequestHandler {
  return (request, response, next) => {
    if (request.method === 'GET' && request.accepts(['json', 'html']) === 'html') {
      response.set('Content-Security-Policy', "frame-ancestors 'none'");
    }
    next();
  };
}
