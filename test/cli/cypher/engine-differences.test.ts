import { EmbeddedKnowledgeGraph } from '../../../src/graph/embedded/embedded-knowledge-graph.js';
import { answerOf, engineDifferences } from './engine-differences.js';

test.each(engineDifferences())(
  'the embedded engine answers $statement with $embedded, as the guide says',
  async ({ statement, embedded }) => {
    const graph = await EmbeddedKnowledgeGraph.open({ path: null });
    expect(await answerOf(graph, statement)).toBe(embedded);
    await graph.close();
  },
);

test('the table lists differences only', () => {
  expect(engineDifferences().filter(({ embedded, neo4j }) => embedded === neo4j)).toEqual([]);
  expect(engineDifferences().length).toBeGreaterThan(25);
});
