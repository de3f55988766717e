import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedKnowledgeGraph } from '../../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphReader } from '../../../src/graph/graph-reader.js';
import { splitScript } from '../../../src/graph/script/split-script.js';
import { exportGraph } from '../../../src/ingest/export/export-graph.js';
import type { ExportFormat } from '../../../src/ingest/export/export-options.js';
import { EntityMerger } from '../../../src/ingest/knowledge/resolution/entity-merger.js';
import { migrateGraph } from '../../../src/ingest/migrate/migrate-graph.js';
import { type DocumentWorld, openDocumentWorld } from '../knowledge/documents/document-world.js';
import { readAndMerge } from '../knowledge/documents/merged-world.js';

const about = { type: 'Item', id: 'i2' } as const;
const nowMs = () => 0;

let world: DocumentWorld;
let target: EmbeddedKnowledgeGraph;
let folder: string;
beforeEach(async () => {
  world = await openDocumentWorld();
  await readAndMerge(world);
  target = await EmbeddedKnowledgeGraph.open({ path: null });
  folder = await mkdtemp(join(tmpdir(), 'isthmus-documents-'));
});
afterEach(async () => {
  await world.graph.close();
  await target.close();
  await rm(folder, { recursive: true });
});

const exported = (format: ExportFormat) =>
  exportGraph({ graph: world.graph, reader: world.reader, ontology: world.ontology, folder, format });

test('documents, what they state, and merges move along, and the digests tell of them', async () => {
  const { digest } = await migrateGraph({ source: world.graph, target, nowMs });
  expect(await new GraphReader(target).digest()).toBe(digest);
  const moved = await openDocumentWorld(target);
  expect(await moved.store.factsAbout(about)).toEqual(await world.store.factsAbout(about));
  expect(await moved.store.list('', 10)).toEqual(await world.store.list('', 10));
  await moved.store.remove(['d3']);
  expect(await moved.reader.digest()).not.toBe(digest);
});

test('a merge can be undone where it has moved to', async () => {
  await migrateGraph({ source: world.graph, target, nowMs });
  const { ontology, graph, reader } = world;
  await new EntityMerger({ graph, ontology, clock: nowMs }).part('person:a');
  await new EntityMerger({ graph: target, ontology, clock: nowMs }).part('person:a');
  expect(await new GraphReader(target).digest()).toBe(await reader.digest());
});

test('a migration that was stopped among the documents goes on there', async () => {
  const interruption = new AbortController();
  const onRows = (_: number, what: string) => {
    if (what === 'Claim') interruption.abort(new Error('stopped'));
  };
  await expect(
    migrateGraph({ source: world.graph, target, nowMs, signal: interruption.signal, onRows }),
  ).rejects.toThrow();
  const report = await migrateGraph({ source: world.graph, target, nowMs });
  expect(report.resumed).toBeGreaterThan(0);
  expect(report.digest).toBe(await world.reader.digest());
});

test('a store that holds nothing but documents is not empty', async () => {
  await target.write([
    { key: 'documents/save-documents', parameters: { rows: [{ id: 'd', properties: { id: 'd' } }] } },
  ]);
  await expect(migrateGraph({ source: world.graph, target, nowMs })).rejects.toMatchObject({
    message: 'The target is not empty: it holds Document nodes. Choose an empty one.',
  });
});

test('the Cypher script of a graph makes one with the same documents', async () => {
  await exported('cypher');
  const script = await readFile(join(folder, 'graph.cypher'), 'utf8');
  for (const { text } of splitScript(script).parts) await target.runCypher({ text, parameters: {} });
  expect(await new GraphReader(target).digest()).toBe(await world.reader.digest());
});

test('GraphML has documents, claims and merges as nodes, and what is stated as edges', async () => {
  await exported('graphml');
  const text = await readFile(join(folder, 'graph.graphml'), 'utf8');
  const count = (piece: string) => text.split(piece).length - 1;
  expect(count('<data key="labels">:Document</data>')).toBe(3);
  expect(count('<data key="labels">:EntityMerge</data>')).toBe(1);
  expect(count('<data key="label">STATES</data>')).toBe(
    (await world.store.list('', 10)).reduce((n, d) => n + d.facts, 0),
  );
});

test('data files say how many documents, claims and merges stay behind', async () => {
  const { leftOut } = await exported('csv');
  expect(leftOut).toEqual([
    'The label Claim cannot be said in data files: left out, 4 in all.',
    'The label Document cannot be said in data files: left out, 3 in all.',
    'The label EntityMerge cannot be said in data files: left out, 1 in all.',
  ]);
});
