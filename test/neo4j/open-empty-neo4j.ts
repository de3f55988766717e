import { Neo4jKnowledgeGraph, type Neo4jOptions } from '../../src/graph/neo4j/neo4j-knowledge-graph.js';
import { emptyNeo4j, neo4jTarget } from './neo4j-target.js';

/** Opens the server of this run with nothing in its database. */
export async function openEmptyNeo4j(options: Partial<Neo4jOptions> = {}): Promise<Neo4jKnowledgeGraph> {
  await emptyNeo4j();
  return Neo4jKnowledgeGraph.open({ ...neo4jTarget(), ...options });
}
