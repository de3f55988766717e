import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import type { Services } from '../resolvers/services.js';

/** What a server is made of. */
export interface ServerParts {
  readonly services: Services;
  readonly config: Pick<Config, 'host' | 'port' | 'requestTimeoutMs' | 'corsOrigins' | 'allowsIntrospection'>;
  readonly logger: Logger;
  /** The present in epoch milliseconds. */
  readonly clock: () => number;
}
