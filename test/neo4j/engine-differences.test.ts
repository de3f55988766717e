import type { Neo4jKnowledgeGraph } from '../../src/graph/neo4j/neo4j-knowledge-graph.js';
import { answerOf, engineDifferences } from '../cli/cypher/engine-differences.js';
import { emptyNeo4j } from './neo4j-target.js';
import { openEmptyNeo4j } from './open-empty-neo4j.js';

let graph: Neo4jKnowledgeGraph;
beforeAll(async () => {
  graph = await openEmptyNeo4j();
});
beforeEach(() => emptyNeo4j());
afterAll(async () => {
  await graph.close();
  await emptyNeo4j({ withSchema: true });
});

test.each(engineDifferences())(
  'Neo4j answers $statement with $neo4j, as the guide says',
  async ({ statement, neo4j }) => {
    expect(await answerOf(graph, statement)).toBe(neo4j);
  },
);
