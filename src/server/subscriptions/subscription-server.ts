import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { IsthmusError } from '../../domain/errors.js';
import { createRequestContext } from '../../resolvers/request-context.js';
import type { ErrorMasking } from '../errors/error-masking.js';
import { refusal } from '../limits/operation-cost.js';
import { REQUEST_LIMITS } from '../limits/request-limits.js';
import type { ServerParts } from '../server-parts.js';
import { checkedSubscription } from './checked-subscription.js';

const INIT_TIMEOUT_MS = 5_000;
const MOST_CONNECTIONS = 1_000;
const MOST_SUBSCRIPTIONS = 10;
const PATH = '/graphql';

/** What a connection keeps while it is open. */
interface Connection extends Extra {
  /** Aborted when the client has gone. */
  gone?: AbortController;
}

/** Answers subscriptions over WebSocket, by the protocol graphql-transport-ws, at the path of the API. */
export function subscriptionServer(
  http: Server,
  { services, config, clock }: ServerParts,
  schema: GraphQLSchema,
  masking: ErrorMasking,
): { close(): Promise<void> } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: REQUEST_LIMITS.maxBytes });
  const serving = useServer<Record<string, unknown> | undefined, Connection & Record<PropertyKey, unknown>>(
    {
      schema,
      connectionInitWaitTimeout: INIT_TIMEOUT_MS,
      onConnect: ({ extra }) => {
        extra.gone = new AbortController();
        // Everything that is asked for listens to it until it ends.
        setMaxListeners(0, extra.gone.signal);
      },
      onDisconnect: ({ extra }) => extra.gone?.abort(),
      onSubscribe: ({ extra, subscriptions }, _id, payload) => {
        if (Object.keys(subscriptions).length > MOST_SUBSCRIPTIONS) return [tooMany()];
        const checked = checkedSubscription(schema, payload);
        if (!('document' in checked)) return checked;
        const { signal } = extra.gone ?? new AbortController();
        const contextValue = createRequestContext(services, { requestId: randomUUID(), signal, nowMs: clock() });
        return { ...checked, contextValue };
      },
      onError: (_context, _id, _payload, errors) => errors.map((error) => masking.formatError(error.toJSON(), error)),
      onNext: (_context, _id, _payload, _args, { errors, data }) =>
        errors === undefined
          ? undefined
          : { data: data ?? null, errors: errors.map((error) => masking.formatError(error.toJSON(), error)) },
    },
    sockets,
  );
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const status = refusalStatus(request, config.corsOrigins, sockets.clients.size);
    if (status !== null) {
      // A client that is gone already hears nothing, and must not end the process.
      socket.on('error', () => socket.destroy());
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
  });
  return {
    close: async () => {
      await serving.dispose();
    },
  };
}

/**
 * Browsers let every page open a WebSocket to everywhere, whatever CORS says, so the origin is checked here. Programs
 * that are no browsers send none.
 */
function refusalStatus(
  { url, headers }: IncomingMessage,
  origins: readonly string[],
  connections: number,
): string | null {
  if (url?.split('?')[0] !== PATH) return '404 Not Found';
  const { origin, host } = headers;
  const isOwn = origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
  const isAllowed = origin === undefined || isOwn || origins.includes('*') || origins.includes(origin);
  if (!isAllowed) return '403 Forbidden';
  return connections >= MOST_CONNECTIONS ? '503 Service Unavailable' : null;
}

function tooMany(): GraphQLError {
  const message = `A connection may have ${MOST_SUBSCRIPTIONS} subscriptions at a time. End one of them first.`;
  return refusal(new IsthmusError('QUERY_TOO_EXPENSIVE', message));
}
