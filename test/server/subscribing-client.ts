import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';

/** A client for the subscriptions of a server. */
export function subscribingClient(url: string, origin?: string): Client {
  class FromOrigin extends WebSocket {
    constructor(address: string, protocols: string | string[]) {
      super(address, protocols, origin === undefined ? {} : { origin });
    }
  }
  return createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: FromOrigin, retryAttempts: 0 });
}

/** The messages of a subscription; ends when the client stops listening. */
export function subscribed(
  client: Client,
  query: string,
  variables: Record<string, unknown> = {},
): ReturnType<Client['iterate']> {
  return client.iterate({ query, variables });
}
