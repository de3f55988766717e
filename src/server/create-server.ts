import { createServer as createHttpServer, type Server } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import type { RequestContext } from '../resolvers/request-context.js';
import { buildIsthmusSchema } from '../resolvers/schema.js';
import { cacheHeadersPlugin } from './cache-headers-plugin.js';
import { errorMasking } from './errors/error-masking.js';
import { httpApp } from './http-app.js';
import { costPlugin } from './limits/cost-plugin.js';
import { REQUEST_LIMITS } from './limits/request-limits.js';
import { exampleOperations } from './pages/example-operations.js';
import { sandboxPage } from './pages/sandbox-page.js';
import type { ServerParts } from './server-parts.js';
import type { ServerPhase } from './server-phase.js';
import { subscriptionServer } from './subscriptions/subscription-server.js';

/** A server that listens. */
export interface IsthmusServer {
  /** Where it listens, such as `http://127.0.0.1:4000`. */
  readonly url: string;

  /** Takes no new requests, lets those in progress end, and resolves when all connections are closed. */
  stop(): Promise<void>;
}

/** How long requests in progress may still take when the server stops. */
const DRAIN_MS = 10_000;

/** Starts the HTTP server with the GraphQL API, the pages to try it out, and the health checks. */
export async function createServer(parts: ServerParts): Promise<IsthmusServer> {
  const { config, logger } = parts;
  let phase: ServerPhase = 'starting';
  const http = createHttpServer();
  const examples = exampleOperations();
  const masking = errorMasking(logger);
  const schema = buildIsthmusSchema();
  const apollo = new ApolloServer<RequestContext>({
    schema,
    introspection: config.allowsIntrospection,
    hideSchemaDetailsFromClientErrors: !config.allowsIntrospection,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    parseOptions: { maxTokens: REQUEST_LIMITS.maxTokens },
    validationOptions: { maxErrors: REQUEST_LIMITS.maxValidationErrors },
    stopOnTerminationSignals: false,
    logger,
    formatError: masking.formatError,
    plugins: [
      masking.plugin,
      costPlugin(),
      cacheHeadersPlugin(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginDrainHttpServer({ httpServer: http, stopGracePeriodMillis: DRAIN_MS }),
      sandboxPage(examples),
    ],
  });
  await apollo.start();
  http.on('request', httpApp({ ...parts, apollo, examples, phase: () => phase }));
  const subscriptions = subscriptionServer(http, parts, schema, masking);
  const url = await listen(http, config.host, config.port);
  phase = 'serving';
  return {
    url,
    async stop() {
      if (phase !== 'serving') return;
      phase = 'draining';
      await subscriptions.close();
      await apollo.stop();
      phase = 'stopped';
    },
  };
}

/** Starts listening; a port that is taken rejects instead of ending the process. */
function listen(http: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      http.off('error', reject);
      const address = http.address();
      const boundPort = typeof address === 'object' && address !== null ? address.port : port;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${boundPort}`);
    });
  });
}
