import fc from 'fast-check';
import { MEDIA } from '../../../src/domain/media.js';
import { Ontology } from '../../../src/domain/ontology.js';
import { EmbeddedKnowledgeGraph } from '../../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphReader } from '../../../src/graph/graph-reader.js';
import { GraphWriter } from '../../../src/graph/graph-writer.js';
import { readMediaVectors } from '../../../src/graph/reads/media-vectors.js';
import {
  type MediaVectorRecord,
  mediaVectorFromProperties,
  mediaVectorProperties,
} from '../../../src/graph/records/media-vector-properties.js';
import { MediaVectorStore } from '../../../src/ingest/media/media-vector-store.js';
import { migrateGraph } from '../../../src/ingest/migrate/migrate-graph.js';
import { item } from '../../graph/graph-records.js';

let graph: EmbeddedKnowledgeGraph;
let writer: GraphWriter;
let store: MediaVectorStore;
beforeEach(async () => {
  graph = await EmbeddedKnowledgeGraph.open({ path: null });
  const ontology = new Ontology();
  writer = new GraphWriter({ graph, ontology, clock: () => 0 });
  store = new MediaVectorStore({ graph, ontology, clock: () => 0 });
  await writer.upsertItems([item('a'), item('b'), item('c')]);
});
afterEach(() => graph.close());

const vector = (itemId: string, numbers: readonly number[], more: Partial<MediaVectorRecord> = {}) => ({
  itemId,
  medium: 'image' as const,
  encoder: 'image:one',
  contentHash: `hash of ${itemId}`,
  vector: Float32Array.from(numbers),
  readAt: 1,
  ...more,
});

test('vectors come back from the graph to the bit', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...MEDIA),
      fc.string({ minLength: 1 }),
      fc.float32Array({ minLength: 1, maxLength: 20, noNaN: true, noDefaultInfinity: true }),
      (medium, itemId, numbers) => {
        const record = { ...vector(itemId, []), medium, vector: numbers };
        const back = mediaVectorFromProperties(mediaVectorProperties(record));
        expect(back).toEqual({ ...record, vector: expect.anything() });
        expect(mediaVectorProperties(back ?? record)).toEqual(mediaVectorProperties(record));
        expect([...(back?.vector ?? [])]).toEqual([...numbers]);
      },
    ),
  );
});

test('what somebody else has written where a vector should be is passed over', async () => {
  const whole = mediaVectorProperties(vector('a', [1, 2]));
  for (const properties of [{}, { ...whole, medium: 'smell' }, { ...whole, size: 3 }, { ...whole, vector: '!' }]) {
    expect(mediaVectorFromProperties(properties)).toBeNull();
  }
  expect(mediaVectorFromProperties(mediaVectorProperties(vector('a', [Number.NaN])))).toBeNull();
  await graph.write([
    { key: 'media/save-vectors', parameters: { rows: [{ id: 'image/b', properties: { id: 'image/b' } }] } },
  ]);
  await store.save([vector('a', [1, 2])]);
  expect(await readMediaVectors(graph)).toEqual([
    { medium: 'image', encoder: 'image:one', size: 2, itemIds: ['a'], vectors: Float32Array.of(1, 2) },
  ]);
});

test('of each medium the vectors of the encoder count that was used last', async () => {
  await store.save([vector('a', [1]), vector('b', [2])]);
  await store.save([vector('a', [3, 4], { encoder: 'image:two', readAt: 2 })]);
  await store.save([vector('c', [5], { medium: 'audio', encoder: 'audio:one', readAt: 1 })]);
  const read = await readMediaVectors(graph);
  expect(read.map(({ encoder, itemIds }) => [encoder, itemIds]).sort()).toEqual([
    ['audio:one', ['c']],
    ['image:two', ['a']],
  ]);
  expect(await store.find('image', ['a', 'b', 'c'])).toEqual(
    new Map([
      ['a', { encoder: 'image:two', contentHash: 'hash of a' }],
      ['b', { encoder: 'image:one', contentHash: 'hash of b' }],
    ]),
  );
});

test('an item takes its vectors along when it is deleted, and gets none afterwards', async () => {
  await store.save([vector('a', [1]), vector('b', [2]), vector('a', [3], { medium: 'audio' })]);
  await writer.deleteItem('a');
  expect((await readMediaVectors(graph)).flatMap(({ itemIds }) => itemIds)).toEqual(['b']);
  await store.save([vector('a', [1]), vector('c', [2])]);
  expect((await readMediaVectors(graph)).flatMap(({ itemIds }) => itemIds)).toEqual(['b', 'c']);
});

test('an item that is written again keeps its vectors', async () => {
  await store.save([vector('a', [1])]);
  await writer.upsertItems([item('a', { title: 'Another title' })]);
  expect((await readMediaVectors(graph))[0].itemIds).toEqual(['a']);
});

test('vectors move to another store, and the digests tell of them', async () => {
  await store.save([vector('a', [1, 0.1]), vector('b', [2, -3e-20])]);
  const target = await EmbeddedKnowledgeGraph.open({ path: null });
  const { digest } = await migrateGraph({ source: graph, target, nowMs: () => 0 });
  expect(await readMediaVectors(target)).toEqual(await readMediaVectors(graph));
  await store.remove('image', ['a', 'unknown']);
  expect(await new GraphReader(graph).digest()).not.toBe(digest);
  await target.close();
});
