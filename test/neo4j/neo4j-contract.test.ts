import { Neo4jKnowledgeGraph } from '../../src/graph/neo4j/neo4j-knowledge-graph.js';
import { knowledgeGraphContract } from '../contracts/knowledge-graph.contract.js';
import { emptyNeo4j, neo4jTarget } from './neo4j-target.js';

knowledgeGraphContract('Neo4j', {
  create: async () => {
    await emptyNeo4j();
    return Neo4jKnowledgeGraph.open(neo4jTarget());
  },
  reopen: () => Neo4jKnowledgeGraph.open(neo4jTarget()),
});
