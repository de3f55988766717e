import { EmbeddedKnowledgeGraph } from '../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphReader } from '../../src/graph/graph-reader.js';
import type { KnowledgeGraph } from '../../src/graph/knowledge-graph.js';
import { migrateGraph } from '../../src/ingest/migrate/migrate-graph.js';
import { documentOf, openDocumentWorld } from '../ingest/knowledge/documents/document-world.js';
import { readAndMerge } from '../ingest/knowledge/documents/merged-world.js';
import { openEmptyNeo4j } from './open-empty-neo4j.js';

let embedded: KnowledgeGraph;
let neo4j: KnowledgeGraph;
beforeEach(async () => {
  [embedded, neo4j] = await Promise.all([EmbeddedKnowledgeGraph.open({ path: null }), openEmptyNeo4j()]);
});
afterEach(() => Promise.all([embedded.close(), neo4j.close()]));

const about = { type: 'Item', id: 'i2' } as const;

test('texts that are read, changed, removed and merged leave the same graph on both engines', async () => {
  const [here, there] = [await openDocumentWorld(embedded), await openDocumentWorld(neo4j)];
  const [mergerHere, mergerThere] = [await readAndMerge(here), await readAndMerge(there)];
  const expectSame = async () => {
    expect(await there.reader.digest()).toBe(await here.reader.digest());
    expect(await there.store.factsAbout(about)).toEqual(await here.store.factsAbout(about));
    expect(await there.store.factsOfNodes([about], 2)).toEqual(await here.store.factsOfNodes([about], 2));
    expect(await there.store.list('', 10)).toEqual(await here.store.list('', 10));
    expect(await there.store.listAbout(about, '', 10)).toEqual(await here.store.listAbout(about, '', 10));
  };
  await expectSame();
  for (const { run } of [here, there]) await run([documentOf('d2', 'It was directed by Dee Fox.', 'i2')]);
  await expectSame();
  for (const { store } of [here, there]) await store.remove(['d3']);
  await expectSame();
  for (const merger of [mergerHere, mergerThere]) await merger.part('person:a');
  await expectSame();
});

test('documents, what they state, and merges move into Neo4j and back', async () => {
  const world = await openDocumentWorld(embedded);
  await readAndMerge(world);
  const { digest } = await migrateGraph({ source: embedded, target: neo4j, nowMs: () => 0 });
  expect(await new GraphReader(neo4j).digest()).toBe(digest);
  const back = await EmbeddedKnowledgeGraph.open({ path: null });
  expect(await migrateGraph({ source: neo4j, target: back, nowMs: () => 0 })).toMatchObject({ digest });
  await back.close();
});
