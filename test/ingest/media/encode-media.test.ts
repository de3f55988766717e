import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ontology } from '../../../src/domain/ontology.js';
import { EmbeddedKnowledgeGraph } from '../../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphWriter } from '../../../src/graph/graph-writer.js';
import { readMediaVectors } from '../../../src/graph/reads/media-vectors.js';
import { type EncodeMediaOptions, encodeMedia } from '../../../src/ingest/media/encode-media.js';
import { findMediaFiles } from '../../../src/ingest/media/find-media-files.js';
import { MediaVectorStore } from '../../../src/ingest/media/media-vector-store.js';
import { preparationFor } from '../../../src/ingest/media/preparation-for.js';
import { OnnxMediaEncoder } from '../../../src/models/media/onnx-media-encoder.js';
import { OnnxGraph } from '../../../src/models/onnx/onnx-graph.js';
import { item } from '../../graph/graph-records.js';
import { imageOf } from './media-files.js';

const CPU = { provider: 'cpu', threads: 1, warn: () => undefined } as const;
const folder = mkdtempSync(join(tmpdir(), 'encode-media-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let graph: EmbeddedKnowledgeGraph;
let encoder: OnnxMediaEncoder;
beforeEach(async () => {
  graph = await EmbeddedKnowledgeGraph.open({ path: null });
  await new GraphWriter({ graph, ontology: new Ontology(), clock: () => 0 }).upsertItems([
    item('red'),
    item('black'),
    item('white'),
  ]);
});
afterEach(async () => {
  await encoder.release();
  await graph.close();
});

/** An encoder whose vector is made of the means of the colours; images of the colours lie in a folder of their own. */
async function setUp(name: string, vectorOf: (graph: OnnxGraph, means: string) => string, colours: readonly string[]) {
  const images = join(folder, name);
  mkdirSync(images);
  for (const colour of colours) writeFileSync(join(images, `${colour}.png`), await imageOf(colour));
  const model = new OnnxGraph(name);
  const means = model.node('ReduceMean', [model.input('pixels', ['n', 3, 4, 4])], { axes: [2, 3], keepdims: 0 });
  model.node('Identity', [vectorOf(model, means)], {}, { output: 'embedding' });
  model.output('embedding', ['n', 3]);
  const path = join(folder, `${name}.onnx`);
  writeFileSync(path, model.finish());
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ mean: [0, 0, 0], std: [1, 1, 1] }));
  encoder = await OnnxMediaEncoder.open(path, 'image', CPU);
  return findMediaFiles(images, 'image');
}

async function run(files: EncodeMediaOptions['files'], more: Partial<EncodeMediaOptions> = {}) {
  const failures: { file: string; reason: string }[] = [];
  const report = await encodeMedia({
    store: new MediaVectorStore({ graph, ontology: new Ontology(), clock: () => 0 }),
    encoder,
    prepare: preparationFor(encoder.input),
    files,
    failures: {
      write: async (failure) => {
        failures.push(failure);
      },
      close: async () => undefined,
    },
    prunes: false,
    nowMs: () => 0,
    ...more,
  });
  return { report, failures };
}

test('a file that the encoder has no finite vector for fails alone, the others of its run do not', async () => {
  // Nothing can be divided by the brightness of a black image.
  const files = await setUp('divides', (model, means) => model.node('Div', [model.scalar(1), means]), [
    'black',
    'white',
  ]);
  const { report, failures } = await run(files);
  expect(report).toMatchObject({ encoded: 1, failed: 1 });
  expect(failures).toEqual([
    expect.objectContaining({ file: 'black.png', reason: expect.stringMatching(/not finite/) }),
  ]);
  expect((await readMediaVectors(graph))[0].itemIds).toEqual(['white']);
});

test('a vector of nothing but zeros is none', async () => {
  const files = await setUp('plain', (_, means) => means, ['black', 'red']);
  const { report, failures } = await run(files);
  expect(report).toMatchObject({ encoded: 1, failed: 1 });
  expect(failures[0].reason).toMatch(/nothing but zeros/);
});

test('a second file of an item is refused by the name of the first', async () => {
  const files = await setUp('twice', (_, means) => means, ['red']);
  const [file] = files.files;
  const { failures } = await run({ ...files, files: [file, { ...file, name: 'other.png' }] });
  expect(failures).toEqual([
    expect.objectContaining({ file: 'other.png', reason: 'The item "red" has a file already, red.png.' }),
  ]);
});

test('a run that is stopped blames no file, and the next one goes on', async () => {
  const files = await setUp('stopped', (_, means) => means, ['red', 'white']);
  const stop = new AbortController();
  const prepare = preparationFor(encoder.input);
  const failed = run(files, {
    signal: stop.signal,
    prepare: (bytes) => {
      stop.abort(new Error('stopped'));
      return prepare(bytes);
    },
  });
  await expect(failed).rejects.toThrow('stopped');
  expect(await readMediaVectors(graph)).toEqual([]);
  expect((await run(files)).report).toMatchObject({ encoded: 2, failed: 0 });
});
