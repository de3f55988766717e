import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { EmbeddedKnowledgeGraph } from '../../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphReader } from '../../../src/graph/graph-reader.js';
import { loadOntology } from '../../../src/graph/load-ontology.js';
import { splitScript } from '../../../src/graph/script/split-script.js';
import { cypherLiteral } from '../../../src/ingest/export/cypher/cypher-literal.js';
import { exportGraph } from '../../../src/ingest/export/export-graph.js';
import type { IngestWorld } from '../ingest-world.js';
import { awkwardWorld } from './awkward-world.js';

describe('a Cypher script of the graph', () => {
  let world: IngestWorld;
  let folder: string;
  let script: string;
  beforeAll(async () => {
    world = await awkwardWorld();
    folder = await mkdtemp(join(tmpdir(), 'isthmus-export-'));
    const { graph, reader, sink } = world;
    await exportGraph({ graph, reader, ontology: sink.ontology, folder, format: 'cypher' });
    script = await readFile(join(folder, 'graph.cypher'), 'utf8');
  });
  afterAll(async () => {
    await world.close();
    await rm(folder, { recursive: true });
  });

  test('makes an equal graph of an empty store', async () => {
    const copy = await EmbeddedKnowledgeGraph.open({ path: null });
    const { parts, unfinishedAt, unclosedAt } = splitScript(script);
    expect([unfinishedAt, unclosedAt]).toEqual([null, null]);
    for (const { text } of parts) await copy.runCypher({ text, parameters: {} });
    const reader = new GraphReader(copy);
    expect(await reader.digest()).toBe(await world.reader.digest());
    expect((await loadOntology(copy)).find('FILMED_IN')).toEqual(world.sink.ontology.find('FILMED_IN'));
    expect(await reader.history('u1', null, 10)).toEqual(await world.reader.history('u1', null, 10));
    await copy.close();
  });

  test('declares constraints and indexes before the first row', () => {
    const statements = splitScript(script).parts.map((part) => part.text);
    const firstRows = statements.findIndex((text) => text.startsWith('UNWIND'));
    expect(statements.slice(0, firstRows).every((text) => /^CREATE (CONSTRAINT|INDEX)/.test(text))).toBe(true);
    expect(statements.slice(firstRows).some((text) => /^CREATE (CONSTRAINT|INDEX)/.test(text))).toBe(false);
  });

  test('ends with a change that has readers of the feed read the graph again', () => {
    const last = splitScript(script).parts.at(-1)?.text;
    expect(last).toContain("kind: 'bulk'");
  });

  test('keeps a row on its line, whatever its texts hold', () => {
    const rows = script.split('\n').filter((line) => line.startsWith('{'));
    expect(rows.length).toBe(73);
    for (const row of rows) expect(row).toMatch(/^\{.*\},?$/);
  });
});

test('any value reads back from its literal', async () => {
  const graph = await EmbeddedKnowledgeGraph.open({ path: null });
  const text = fc.string({ unit: 'binary' });
  const name = fc.stringMatching(/^[a-z][A-Za-z0-9_]{0,20}$/);
  const value = fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger(), fc.boolean());
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, fc.oneof(value, fc.array(text))), async (map) => {
      const rows: unknown[] = [];
      await graph.runCypher(
        { text: `RETURN ${cypherLiteral(map)} AS map`, parameters: {} },
        { onRows: (_, values) => void rows.push(...values) },
      );
      // Negative zero and zero are one number everywhere else, so they may be one here.
      expect(JSON.parse(JSON.stringify(rows))).toEqual([[JSON.parse(JSON.stringify(map))]]);
    }),
    { numRuns: 200 },
  );
  await graph.close();
});
