import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { IsthmusError } from '../../../../src/domain/errors.js';
import type { ExtractedFact } from '../../../../src/domain/extraction.js';
import { buildProjection } from '../../../../src/graph/projection/build-projection.js';
import { Projection } from '../../../../src/graph/projection/projection.js';
import { item, link } from '../../../graph/graph-records.js';
import { type DocumentWorld, documentOf, openDocumentWorld, ScriptedExtractor } from './document-world.js';

let world: DocumentWorld;
beforeEach(async () => {
  world = await openDocumentWorld();
  await world.writer.upsertItems([item('i1'), item('i2')]);
});
afterEach(() => world.graph.close());

const ANN = 'It was directed by Ann Lee.';
const BOB = 'It was directed by Bob Roe.';
const ANN_EDGE = 'DIRECTED_BY person:ann-lee text';

test('a fact goes into the graph with the place where it stands, and with the licence of its document', async () => {
  expect(await world.run([documentOf('d1', ANN)])).toMatchObject({ seen: 1, read: 1, facts: 1, failed: 0 });
  expect(await world.edgesOf('i1')).toEqual([ANN_EDGE]);
  const [fact] = await world.store.factsAbout({ type: 'Item', id: 'i1' });
  expect(ANN.slice(fact.start, fact.end)).toBe('Ann Lee');
  expect(fact).toMatchObject({ name: 'Ann Lee', kind: 'person', source: 'text', quote: ANN });
  expect(fact.document).toMatchObject({ id: 'd1', provenance: { licence: 'CC-BY-SA', url: 'https://example.org/d1' } });
});

test('an unchanged text is not read again, a changed one is, and so is one that another version has read', async () => {
  const extractor = new ScriptedExtractor(() => []);
  await world.run([documentOf('d1', ANN)], { extractor });
  expect(await world.run([documentOf('d1', ANN)], { extractor })).toMatchObject({ unchanged: 1, read: 0 });
  expect(extractor.asked).toBe(1);
  await world.run([documentOf('d1', BOB)], { extractor });
  expect(extractor.asked).toBe(2);
  const newer = new ScriptedExtractor(() => [], 'scripted-2');
  await world.run([documentOf('d1', BOB)], { extractor: newer });
  expect(newer.asked).toBe(1);
});

test('a changed document replaces its facts', async () => {
  await world.run([documentOf('d1', ANN)]);
  await world.run([documentOf('d1', BOB)]);
  expect(await world.edgesOf('i1')).toEqual(['DIRECTED_BY person:bob-roe text']);
});

test('a fact that two documents state stays until both are gone', async () => {
  await world.run([documentOf('d1', ANN), documentOf('d2', ANN)]);
  expect(await world.store.factsAbout({ type: 'Item', id: 'i1' })).toHaveLength(2);
  await world.store.remove(['d1']);
  expect(await world.edgesOf('i1')).toEqual([ANN_EDGE]);
  await world.store.remove(['d2']);
  expect(await world.edgesOf('i1')).toEqual([]);
  expect(await world.store.factsAbout({ type: 'Item', id: 'i1' })).toEqual([]);
});

test('an edge of the catalogue is neither changed by a document that says the same nor deleted with it', async () => {
  await world.run([documentOf('d0', ANN, 'i2')]);
  await world.writer.upsertRelations([
    link({ type: 'Item', id: 'i1' }, 'DIRECTED_BY', { type: 'Entity', id: 'person:ann-lee' }, 3),
  ]);
  await world.run([documentOf('d1', ANN)]);
  await world.store.remove(['d1']);
  expect(await world.edgesOf('i1')).toEqual(['DIRECTED_BY person:ann-lee catalogue']);
});

test('a name of the graph becomes its entity, whatever its id', async () => {
  await world.writer.upsertEntities([{ id: 'q42', kind: 'person', label: 'Ánn Lee', labelZh: null }]);
  await world.run([documentOf('d1', ANN)]);
  expect(await world.edgesOf('i1')).toEqual(['DIRECTED_BY q42 text']);
});

test('documents that fail are told with their reasons, and the others go in', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-extract-'));
  const failuresPath = join(folder, 'failures.jsonl');
  const binary = '\u0001\u0002\u0003\u0004\u0005\u0006';
  const report = await world.run(
    [
      documentOf('d1', ANN),
      documentOf('d1', BOB),
      documentOf('d2', ANN, 'nowhere'),
      documentOf('d3', binary),
      { type: 'broken', reason: 'The line is not valid JSON.', raw: '{', place: { file: 'x.jsonl', line: 7 } },
    ],
    { failuresPath },
  );
  expect(report).toMatchObject({ seen: 5, read: 1, failed: 4 });
  const reasons = (await readFile(failuresPath, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).reason);
  expect(reasons.join('\n')).toMatch(/used before[\s\S]*no Item[\s\S]*not a text|not valid JSON/);
  expect(reasons).toHaveLength(4);
  expect(await world.edgesOf('i1')).toEqual([ANN_EDGE]);
  await rm(folder, { recursive: true });
});

test('a document that cannot be read any more keeps what it stated', async () => {
  await world.run([documentOf('d1', ANN)]);
  const failing = new ScriptedExtractor(() => {
    throw new IsthmusError('STORE_UNAVAILABLE', 'The model does not answer.');
  });
  expect(await world.run([documentOf('d1', BOB)], { extractor: failing })).toMatchObject({ failed: 1 });
  expect(await world.edgesOf('i1')).toEqual([ANN_EDGE]);
});

test('facts of other documents, outside the ontology, or without a place are dropped and counted', async () => {
  const fact: ExtractedFact = {
    documentId: 'd1',
    subject: { type: 'Item', id: 'i1' },
    relation: 'DIRECTED_BY',
    name: 'Ann Lee',
    kind: 'person',
    attribute: null,
    start: 19,
    end: 26,
    confidence: 0.9,
    source: 'model',
  };
  const extractor = new ScriptedExtractor(() => [
    fact,
    { ...fact, documentId: 'd2', name: 'Eve' },
    { ...fact, relation: 'HACKED_BY', name: 'Eve' },
    { ...fact, start: 500, end: 503, name: 'Eve' },
    { ...fact, relation: 'PREFERS', name: 'Eve' },
    { ...fact, kind: 'scene', relation: 'SUITS', name: 'Mars' },
  ]);
  const { facts, dropped } = await world.run([documentOf('d1', ANN)], { extractor });
  expect(facts).toBe(1);
  expect(dropped).toEqual({
    'fact of another document': 1,
    'relation not in the ontology': 1,
    'no span in the text': 1,
    'relation does not join these': 1,
    'unknown scene': 1,
  });
  expect(await world.edgesOf('i1')).toEqual(['DIRECTED_BY person:ann-lee llm']);
});

test('documents that the inputs do not have any more go, if the caller says so', async () => {
  await world.run([documentOf('d1', ANN), documentOf('d2', BOB)]);
  const prune = ({ id }: { readonly id: string }) => id !== 'd9';
  expect(await world.run([documentOf('d2', BOB)], { prune })).toMatchObject({ removed: 1, unchanged: 1 });
  expect(await world.edgesOf('i1')).toEqual(['DIRECTED_BY person:bob-roe text']);
});

test('a run that is interrupted goes on where it ended', async () => {
  const documents = Array.from({ length: 60 }, (_, k) =>
    documentOf(`d${k}`, `It was directed by Ann Lee${'a'.repeat(k)}.`),
  );
  const interruption = new AbortController();
  const extractor = new ScriptedExtractor(({ id }) => {
    if (id === 'd40') interruption.abort();
    return [];
  });
  await expect(world.run(documents, { extractor, signal: interruption.signal })).rejects.toThrow();
  const again = new ScriptedExtractor(() => []);
  const report = await world.run(documents, { extractor: again });
  expect(report).toMatchObject({ seen: 60, unchanged: 25, read: 35 });
  expect(again.asked).toBe(35);
});

test('whatever documents come, change and go, the graph holds what the last ones state', async () => {
  const step = fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    item: fc.constantFrom('i1', 'i2'),
    names: fc.option(fc.uniqueArray(fc.constantFrom('Ann Lee', 'Bob Roe', 'Cy Poe'), { maxLength: 3 })),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
      const own = await openDocumentWorld();
      await own.writer.upsertItems([item('i1'), item('i2')]);
      const last = new Map<string, { item: string; names: readonly string[] }>();
      for (const { id, item: about, names } of steps) {
        if (names === null) {
          await own.store.remove([id]);
          last.delete(id);
        } else {
          const text = names.length === 0 ? 'Nothing.' : `Directed by ${names.join(' and ')}.`;
          await own.run([documentOf(id, text, about)]);
          last.set(id, { item: about, names });
        }
      }
      for (const about of ['i1', 'i2']) {
        const expected = [...last.values()].filter((entry) => entry.item === about).flatMap(({ names }) => names);
        const edges = [...new Set(expected)].map(
          (name) => `DIRECTED_BY person:${name.toLowerCase().replace(' ', '-')} text`,
        );
        expect(await own.edgesOf(about)).toEqual(edges.sort());
      }
      await own.graph.close();
    }),
    { numRuns: 25 },
  );
});

test('the change feed names what a document has touched, so that servers take its edges in', async () => {
  const before = await world.graph.changesSince(0, 100);
  await world.run([documentOf('d1', ANN)]);
  const { changes } = await world.graph.changesSince(before.cursor, 100);
  expect(changes).toHaveLength(1);
  expect(changes[0].kind).toBe('relations');
  expect(changes[0].ids).toEqual(expect.arrayContaining(['Item/i1', 'Entity/person:ann-lee']));
  const projection: Projection = await buildProjection(world.graph, { ontology: world.ontology });
  expect(projection.entities.size).toBe(1);
});
