import { rm } from 'node:fs/promises';
import pino, { type Logger } from 'pino';
import { createServer, type IsthmusServer } from '../../src/server/create-server.js';
import type { ServerParts } from '../../src/server/server-parts.js';
import { randomWorld } from '../recommend/small-world.js';
import { type Fill, type TestServices, testServices } from './test-services.js';

/** The answer to a GraphQL request over HTTP. */
export interface Answer<Data> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Data;
  readonly errors: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** A server over real services, and a client for it. */
export interface TestServer extends IsthmusServer {
  readonly services: TestServices;
  ask<Data = unknown>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer<Data>>;
  /** Sends a request to a path of the server. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

export interface TestServerOptions {
  readonly config?: Partial<ServerParts['config']>;
  readonly fill?: Fill;
  readonly services?: TestServices;
  readonly logger?: Logger;
}

const CONFIG: ServerParts['config'] = {
  host: '127.0.0.1',
  port: 0,
  requestTimeoutMs: 10_000,
  corsOrigins: ['https://shop.example'],
  allowsIntrospection: true,
};

/** A world of thirty items and twenty-four users, `i0` … and `u0` …. */
export const smallWorld: Fill = (writer) => randomWorld(1).save(writer);

/** Starts a server on a free port over the small world; it logs nothing unless a logger is given. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const services = options.services ?? (await testServices(options.fill ?? smallWorld));
  const logger = options.logger ?? pino({ level: 'silent' });
  const server = await createServer({ services, config: { ...CONFIG, ...options.config }, logger, clock: Date.now });
  const send = (path: string, init?: RequestInit) => fetch(`${server.url}${path}`, init);
  return {
    ...server,
    services,
    fetch: send,
    async ask(query, variables) {
      const response = await send('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors = [] } = JSON.parse(await response.text());
      return { status: response.status, headers: response.headers, data, errors };
    },
    async close() {
      await server.stop();
      await services.jobs.close();
      await services.graph.close();
      await rm(services.dataDir, { recursive: true, force: true });
    },
  };
}
