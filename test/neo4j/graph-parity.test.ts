import { EmbeddedKnowledgeGraph } from '../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphReader } from '../../src/graph/graph-reader.js';
import { GraphWriter } from '../../src/graph/graph-writer.js';
import type { KnowledgeGraph } from '../../src/graph/knowledge-graph.js';
import { buildProjection } from '../../src/graph/projection/build-projection.js';
import { projectionById } from '../graph/projection/projection-by-id.js';
import { NOW_MS, randomWorld } from '../recommend/small-world.js';
import { openEmptyNeo4j } from './open-empty-neo4j.js';

const world = randomWorld(7, 120, 150);
const { ontology } = world;
let embedded: KnowledgeGraph;
let neo4j: KnowledgeGraph;

beforeAll(async () => {
  [embedded, neo4j] = await Promise.all([EmbeddedKnowledgeGraph.open({ path: null }), openEmptyNeo4j()]);
  for (const graph of [embedded, neo4j]) await world.save(new GraphWriter({ graph, ontology, clock: () => NOW_MS }));
});
afterAll(() => Promise.all([embedded.close(), neo4j.close()]));

test('the same records make the same graph', async () => {
  expect(await new GraphReader(neo4j).digest()).toBe(await new GraphReader(embedded).digest());
  expect(await new GraphReader(neo4j).counts()).toEqual(await new GraphReader(embedded).counts());
});

test('the same graph makes the same projection', async () => {
  const built = async (graph: KnowledgeGraph) => projectionById(await buildProjection(graph, { ontology }));
  expect(await built(neo4j)).toEqual(await built(embedded));
});

test('doing the same again changes nothing on either engine', async () => {
  for (const graph of [embedded, neo4j]) {
    const before = await new GraphReader(graph).digest();
    await world.save(new GraphWriter({ graph, ontology, clock: () => NOW_MS }));
    expect(await new GraphReader(graph).digest()).toBe(before);
  }
});
