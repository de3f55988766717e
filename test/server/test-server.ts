import pino, { type Logger } from 'pino';
import { createServer, type IsthmusServer } from '../../src/server/create-server.js';
import type { ServerParts } from '../../src/server/server-parts.js';
import { demoWorld, type Fill, type TestServices, testServices } from './demo-services.js';

/** The answer to a GraphQL request over HTTP. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly data: any;
  readonly errors: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

/** A server over real services, and a client for it. */
export interface TestServer extends IsthmusServer {
  readonly services: TestServices;
  readonly ask: (query: string, variables?: Record<string, unknown>) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

const CONFIG: ServerParts['config'] = {
  host: '127.0.0.1',
  port: 0,
  requestTimeoutMs: 10_000,
  corsOrigins: ['https://shop.example'],
  allowsIntrospection: true,
};

/** Starts a server on a free port; it logs nothing unless a logger is given. */
export async function startTestServer(
  options: {
    readonly config?: Partial<ServerParts['config']>;
    readonly fill?: Fill;
    readonly services?: TestServices;
    readonly logger?: Logger;
  } = {},
): Promise<TestServer> {
  const services = options.services ?? (await testServices(options.fill ?? demoWorld));
  const logger = options.logger ?? pino({ level: process.env.TEST_LOG ?? 'silent' });
  const server = await createServer({ services, config: { ...CONFIG, ...options.config }, logger, clock: Date.now });
  return {
    ...server,
    services,
    ask: (query, variables) => ask(server.url, query, variables),
    async close() {
      await server.stop();
      await services.graph.close();
    },
  };
}

async function ask(url: string, query: string, variables?: Record<string, unknown>): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors = [] } = JSON.parse(await response.text());
  return { status: response.status, headers: response.headers, data, errors };
}
