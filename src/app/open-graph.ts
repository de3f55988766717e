import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import { storePath } from '../config/store-path.js';
import { IsthmusError } from '../domain/errors.js';
import type { CypherRunner } from '../graph/cypher-runner.js';
import { EmbeddedKnowledgeGraph } from '../graph/embedded/embedded-knowledge-graph.js';
import type { KnowledgeGraph } from '../graph/knowledge-graph.js';

/** Opens the graph that the configuration names: the embedded one of the data folder, or the Neo4j. */
export async function openGraph(config: Config, logger: Logger): Promise<KnowledgeGraph & CypherRunner> {
  if (config.store === 'neo4j') return openNeo4j(config, logger);
  return EmbeddedKnowledgeGraph.open({
    path: storePath(config.dataDir),
    onSchemaChange: (change) => logger.info(`The store has been upgraded: ${change}`),
  });
}

/** Opens the Neo4j of the configuration, whichever store the platform works with. */
export async function openNeo4j(config: Config, logger: Logger): Promise<KnowledgeGraph & CypherRunner> {
  if (config.neo4j === null) {
    throw new IsthmusError(
      'CONFIG_INVALID',
      'Nothing says where Neo4j is. Set NEO4J_URI, such as neo4j://localhost:7687, and NEO4J_PASSWORD.',
    );
  }
  // Loaded here, because its driver takes as long to load as all the rest, and most stores are embedded.
  const { Neo4jKnowledgeGraph } = await import('../graph/neo4j/neo4j-knowledge-graph.js');
  return Neo4jKnowledgeGraph.open({
    ...config.neo4j,
    onSchemaChange: (change) => logger.info(`Neo4j has been set up: ${change}`),
  });
}
