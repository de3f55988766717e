import type { Logger } from 'pino';
import type { CypherRunner } from '../graph/cypher-runner.js';
import type { GraphWrites } from '../graph/graph-writes.js';
import type { KnowledgeGraph } from '../graph/knowledge-graph.js';
import { CatchUp, SessionCatchUp } from '../graph/remote/catch-up.js';
import { graphMethods } from '../graph/remote/graph-methods.js';
import { StoreHost } from '../graph/remote/store-host.js';
import { writerMethods } from '../graph/remote/writer-methods.js';
import type { Recommending } from '../recommend/recommending.js';
import { recommenderMethods } from '../recommend/remote/recommender-methods.js';

/** The method that has a server take the promoted models; it answers with their version. */
export const RELOAD_MODELS = 'server/reload-models';

/** What a server lets commands work with. */
export interface HostedParts {
  readonly graph: KnowledgeGraph & CypherRunner;
  readonly writer: GraphWrites;
  readonly recommender: Recommending;
  /** Resolves when the server's own view of the graph holds everything that is committed. */
  readonly caughtUp: () => Promise<void>;
  readonly reloadModels: () => Promise<string>;
}

/**
 * Lets commands work with the store that this process has open. A server whose folder cannot hold a socket serves
 * all the same; commands beside it then find the store locked.
 */
export async function hostStore(
  dataDir: string,
  parts: HostedParts,
  logger: Logger,
): Promise<{ close(): Promise<void> }> {
  const catchUp = new CatchUp(parts.caughtUp, (error) => logger.error({ err: error }, 'A write is not served yet'));
  try {
    return await StoreHost.listen({
      dataDir,
      createMethods: () => ({
        ...graphMethods(parts.graph, new SessionCatchUp(catchUp)),
        ...writerMethods(parts.writer),
        ...recommenderMethods(parts.recommender),
        [RELOAD_MODELS]: parts.reloadModels,
      }),
      onError: (error) => logger.error({ err: error }, 'A call of a command failed'),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    logger.warn(`Commands cannot work with the store while this server runs: ${reason}`);
    return { close: async () => undefined };
  }
}
