import { Neo4jKnowledgeGraph } from '../../src/graph/neo4j/neo4j-knowledge-graph.js';
import { forgottenPreferenceContract } from '../contracts/forgotten-preference.contract.js';
import { knowledgeGraphContract } from '../contracts/knowledge-graph.contract.js';
import { situationFeedbackContract } from '../contracts/situation-feedback.contract.js';
import { statementsContract } from '../contracts/statements.contract.js';
import { walkParityContract } from '../contracts/walk-parity.contract.js';
import { neo4jTarget } from './neo4j-target.js';
import { openEmptyNeo4j } from './open-empty-neo4j.js';

knowledgeGraphContract('Neo4j', {
  create: openEmptyNeo4j,
  reopen: () => Neo4jKnowledgeGraph.open(neo4jTarget()),
});

statementsContract('Neo4j', openEmptyNeo4j);

walkParityContract('Neo4j', openEmptyNeo4j);

situationFeedbackContract('Neo4j', openEmptyNeo4j);

forgottenPreferenceContract('Neo4j', openEmptyNeo4j);
