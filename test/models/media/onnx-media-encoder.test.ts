import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Medium } from '../../../src/domain/media.js';
import { OnnxMediaEncoder } from '../../../src/models/media/onnx-media-encoder.js';
import { OnnxGraph } from '../../../src/models/onnx/onnx-graph.js';
import { type TinyEncoderOptions, writeTinyAudioEncoder, writeTinyImageEncoder } from './tiny-media-models.js';

const CPU = { provider: 'cpu', threads: 1, warn: () => undefined } as const;
const folder = mkdtempSync(join(tmpdir(), 'media-encoder-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const fresh = () => join(folder, `${files++}`, 'tiny.onnx');
const openImages = (options: TinyEncoderOptions = {}) =>
  OnnxMediaEncoder.open(writeTinyImageEncoder(fresh(), options), 'image', CPU);
const openSounds = (options: TinyEncoderOptions = {}) =>
  OnnxMediaEncoder.open(writeTinyAudioEncoder(fresh(), options), 'audio', CPU);

/** A model that does something else with images of 2 × 2 pixels. */
async function openGraph(
  make: (graph: OnnxGraph, pixels: string) => void,
  manifest?: object,
  medium: Medium = 'image',
) {
  const graph = new OnnxGraph('other');
  make(graph, graph.input('pixels', ['n', 3, 2, 2]));
  const path = writeTinyImageEncoder(fresh());
  writeFileSync(path, graph.finish());
  if (manifest !== undefined) writeFileSync(path.replace('.onnx', '.json'), JSON.stringify(manifest));
  return OnnxMediaEncoder.open(path, medium, CPU);
}

test('what is left out of the manifest is read from the model', async () => {
  const encoder = await openImages();
  expect(encoder.input).toMatchObject({ medium: 'image', width: 8, height: 8, layout: 'NCHW', fit: 'cover' });
  expect(encoder.size).toBe(3);
  const flat = await openImages({ dimensions: ['n', 6, 7, 3] });
  expect(flat.input).toMatchObject({ width: 7, height: 6, layout: 'NHWC' });
  const open = await openImages({ dimensions: ['n', 3, 'h', 'w'] });
  expect(open.input).toMatchObject({ width: 224, height: 224, layout: 'NCHW' });
  const chosen = await openImages({ dimensions: ['n', 3, 'h', 'w'], manifest: { width: 12, height: 10 } });
  expect(chosen.input).toMatchObject({ width: 12, height: 10 });
  expect((await openSounds()).input).toEqual({ medium: 'audio', sampleRate: 16_000, samples: 800 });
});

test('an input has the same vector in every batch, also where the model takes a fixed number of inputs', async () => {
  const inputs = [1, 2, 3, 4, 5].map((value) => new Float32Array(3 * 64).fill(value / 5));
  for (const dimensions of [
    ['n', 3, 8, 8],
    [2, 3, 8, 8],
    [1, 3, 8, 8],
  ]) {
    const encoder = await openImages({ dimensions, manifest: { batchSize: 3 } });
    expect(encoder.batchSize).toBe(typeof dimensions[0] === 'number' ? dimensions[0] : 3);
    const vectors = await encoder.encode(inputs);
    expect(vectors).toHaveLength(15);
    for (const [n, value] of vectors.entries()) expect(value).toBeCloseTo((Math.floor(n / 3) + 1) / 5, 5);
    await encoder.release();
  }
});

test('vectors of parts become one, by their mean or the first', async () => {
  const patches = (graph: OnnxGraph, pixels: string) => {
    const rows = graph.node('Reshape', [pixels, graph.constant(BigInt64Array.of(-1n, 3n, 4n), [3])]);
    graph.node('Transpose', [rows], { perm: [0, 2, 1] }, { output: 'last_hidden_state' });
    graph.output('last_hidden_state', ['n', 4, 3]);
  };
  const input = Float32Array.of(1, 2, 3, 4, 5, 5, 5, 5, 0, 0, 0, 8);
  expect([...(await (await openGraph(patches)).encode([input]))]).toEqual([2.5, 5, 2]);
  expect([...(await (await openGraph(patches, { pooling: 'first' })).encode([input]))]).toEqual([1, 5, 0]);
});

test('the version is another one when the model or the manifest is', async () => {
  const all = [{}, { scale: 2 }, { manifest: { fit: 'fill' } }, { manifest: {} }] as const;
  const versions = await Promise.all(all.map(async (options) => (await openImages(options)).version));
  expect(new Set(versions).size).toBe(3);
  expect(versions[3]).toBe(versions[0]);
  expect(versions[0]).toMatch(/^image:tiny-[0-9a-f]{16}$/);
});

const identity = (graph: OnnxGraph, pixels: string) => {
  graph.node('ReduceMean', [pixels], { axes: [2, 3], keepdims: 0 }, { output: 'embedding' });
  graph.output('embedding', ['n', 3]);
};

test.each<[string, () => Promise<unknown>, RegExp]>([
  ['a setting that does not exist', () => openImages({ manifest: { widht: 8 } }), /tiny\.json cannot be used.*widht/],
  ['a deviation of nothing', () => openImages({ manifest: { std: [1, 0, 1] } }), /std: must be above 0/],
  ['another width than the model has', () => openImages({ manifest: { width: 9 } }), /any, 3, 8, 8\].*\[n, 3, 8, 9\]/],
  ['another size than the model gives', () => openImages({ manifest: { size: 512 } }), /of 3 numbers, but .* says 512/],
  ['an output that is not there', () => openImages({ manifest: { output: 'x' } }), /no output "x", only embedding/],
  ['sounds for a model of images', () => openGraph(identity, undefined, 'audio'), /does not agree with/],
  ['spectrograms', () => openSounds({ dimensions: ['n', 80, 3_000] }), /does not agree with \[n, 1, 3000\]/],
  [
    'two inputs',
    () =>
      openGraph((graph, pixels) => identity(graph, graph.node('Add', [pixels, graph.input('mask', ['n', 3, 2, 2])]))),
    /must have one input, the images, but has "pixels", "mask"/,
  ],
  [
    'one vector for all inputs',
    () =>
      openGraph((graph, pixels) => {
        graph.node('ReduceMean', [pixels], { axes: [0, 2, 3], keepdims: 0 }, { output: 'embedding' });
        graph.output('embedding', [3]);
      }),
    /which is no vector each/,
  ],
  [
    'vectors that depend on the other inputs',
    () =>
      openGraph((graph, pixels) => identity(graph, graph.node('Sub', [pixels, graph.node('ReduceMean', [pixels])]))),
    /depend on what else is in the run; set "batchSize" to 1/,
  ],
  [
    'vectors that are drawn by lot',
    () => openGraph((graph, pixels) => identity(graph, graph.node('RandomNormalLike', [pixels]))),
    /other vectors for the same inputs/,
  ],
  [
    'numbers that are not finite',
    () => openGraph((graph, pixels) => identity(graph, graph.node('Div', [pixels, graph.scalar(0)]))),
    /not finite/,
  ],
  ['a file that is not there', () => OnnxMediaEncoder.open(join(folder, 'no.onnx'), 'image', CPU), /cannot be read/],
])('%s is refused, and the error says what is wrong', async (_, open, message) => {
  await expect(open()).rejects.toMatchObject({ code: 'MODEL_INVALID', message: expect.stringMatching(message) });
});

test('a model whose vectors depend on the run is taken one input at a time', async () => {
  const encoder = await openGraph(
    (graph, pixels) => identity(graph, graph.node('Sub', [pixels, graph.node('ReduceMean', [pixels])])),
    { batchSize: 1 },
  );
  const inputs = [new Float32Array(12).fill(1), Float32Array.from({ length: 12 }, (_, n) => n)];
  expect([...(await encoder.encode(inputs))]).toEqual([0, 0, 0, -4, 0, 4]);
});
