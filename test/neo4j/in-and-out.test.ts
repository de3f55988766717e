import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ontology } from '../../src/domain/ontology.js';
import { EmbeddedKnowledgeGraph } from '../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphReader } from '../../src/graph/graph-reader.js';
import { loadOntology } from '../../src/graph/load-ontology.js';
import { Neo4jKnowledgeGraph } from '../../src/graph/neo4j/neo4j-knowledge-graph.js';
import { splitScript } from '../../src/graph/script/split-script.js';
import { exportGraph } from '../../src/ingest/export/export-graph.js';
import { EXPORT_FORMATS } from '../../src/ingest/export/export-options.js';
import { migrateGraph } from '../../src/ingest/migrate/migrate-graph.js';
import { awkwardWorld } from '../ingest/export/awkward-world.js';
import { IngestWorld, NOW_MS } from '../ingest/ingest-world.js';
import { emptyNeo4j, neo4jTarget } from './neo4j-target.js';

let world: IngestWorld;
let folder: string;
let neo4j: Neo4jKnowledgeGraph;
let reader: GraphReader;
beforeEach(async () => {
  await emptyNeo4j();
  world = await awkwardWorld();
  folder = await mkdtemp(join(tmpdir(), 'isthmus-export-'));
  neo4j = await Neo4jKnowledgeGraph.open(neo4jTarget());
  reader = new GraphReader(neo4j);
});
afterEach(async () => {
  await neo4j.close();
  await world.close();
  await rm(folder, { recursive: true });
});

const nowMs = () => NOW_MS;

test('a graph moves into Neo4j and back, and every digest is equal', async () => {
  const there = await migrateGraph({ source: world.graph, target: neo4j, nowMs });
  expect(there).toMatchObject({ written: 73, digest: await world.reader.digest() });
  expect(await reader.digest()).toBe(there.digest);
  expect(await reader.history('u1', null, 10)).toEqual(await world.reader.history('u1', null, 10));
  expect((await loadOntology(neo4j)).find('FILMED_IN')).toEqual(world.sink.ontology.find('FILMED_IN'));
  const back = await EmbeddedKnowledgeGraph.open({ path: null });
  expect(await migrateGraph({ source: neo4j, target: back, nowMs })).toMatchObject({ digest: there.digest });
  await back.close();
});

test('a migration that was stopped goes on after its last batch', async () => {
  const interruption = new AbortController();
  let rows = 0;
  const onRows = (count: number) => {
    rows += count;
    if (rows >= 30) interruption.abort(new Error('stopped'));
  };
  const stopped = { source: world.graph, target: neo4j, nowMs, signal: interruption.signal, onRows };
  await expect(migrateGraph(stopped)).rejects.toThrow();
  const report = await migrateGraph({ source: world.graph, target: neo4j, nowMs });
  expect(report.resumed).toBeGreaterThanOrEqual(30);
  expect(report.resumed + report.written).toBe(73);
});

test('the Cypher script of a graph makes an equal graph in Neo4j', async () => {
  const { graph, sink } = world;
  await exportGraph({ graph, reader: world.reader, ontology: sink.ontology, folder, format: 'cypher' });
  const script = await readFile(join(folder, 'graph.cypher'), 'utf8');
  for (const { text } of splitScript(script).parts) await neo4j.runCypher({ text, parameters: {} });
  expect(await reader.digest()).toBe(await world.reader.digest());
  expect(await reader.history('u1', null, 10)).toEqual(await world.reader.history('u1', null, 10));
});

test.each(EXPORT_FORMATS)(
  'an export of Neo4j as %s has the rows that one of the embedded store has',
  async (format) => {
    await migrateGraph({ source: world.graph, target: neo4j, nowMs });
    const ontology = new Ontology(world.sink.ontology.all().filter((relation) => relation.isDeclared));
    const own = join(folder, 'neo4j');
    const other = join(folder, 'embedded');
    const report = await exportGraph({ graph: neo4j, reader, ontology, folder: own, format });
    const expected = await exportGraph({ graph: world.graph, reader: world.reader, ontology, folder: other, format });
    expect(report).toEqual(expected);
    if (format === 'cypher' || format === 'graphml') return;
    const copy = await IngestWorld.create();
    await copy.ingest({ rejectsPath: null }, own);
    expect(await copy.reader.digest()).toBe(await world.reader.digest());
    await copy.close();
  },
);
