import { normal, seededRandom } from '../../../src/domain/random.js';
import { activationRanges } from '../../../src/models/compression/activation-range.js';
import type { Feeds } from '../../../src/models/compression/calibration.js';
import { ModelEdit } from '../../../src/models/compression/model-edit.js';
import { DEFAULT_QUANTISATION } from '../../../src/models/compression/quantisation-options.js';
import { quantiseDynamically } from '../../../src/models/compression/quantise-dynamically.js';
import { quantiseStatically } from '../../../src/models/compression/quantise-statically.js';
import { OnnxGraph } from '../../../src/models/onnx/onnx-graph.js';
import { dcnModel } from './dcn-model.js';
import { relativeError, runModel } from './run-model.js';

const FEATURES = 40;
const MODEL = dcnModel({ features: FEATURES, crossLayers: 2, hidden: [64, 32] });

function rows(count: number, seed: number): Feeds {
  const random = seededRandom(seed);
  const data = Float32Array.from({ length: count * FEATURES }, () => normal(random));
  return { features: { data, dimensions: [count, FEATURES] } };
}

const operators = (bytes: Uint8Array) => new ModelEdit(bytes).nodes.map((node) => node.opType);

async function quantise(name: 'dynamic' | 'static', bytes: Uint8Array, batches: readonly Feeds[] = [rows(200, 1)]) {
  return name === 'dynamic'
    ? quantiseDynamically(bytes, DEFAULT_QUANTISATION)
    : await quantiseStatically(bytes, batches, 'min-max', DEFAULT_QUANTISATION);
}

describe.each(['dynamic', 'static'] as const)('%s quantisation', (name) => {
  test('keeps the scores and takes a third of the bytes at most', async () => {
    const { bytes, places } = await quantise(name, MODEL);
    const request = rows(300, 2);
    const [before, after] = [await runModel(MODEL, request), await runModel(bytes, request)];
    expect(relativeError(after.score.data, before.score.data)).toBeLessThan(0.04);
    expect(after.linear.data).toEqual(before.linear.data);
    expect(places).toBe(4);
    expect(bytes.length).toBeLessThan(MODEL.length / 3 + 3_000);
    expect(operators(bytes).filter((type) => type === 'MatMulIntegerToFloat')).toHaveLength(4);
  });

  test('leaves layers with few outputs as they are', async () => {
    const { bytes } = await quantise(name, MODEL);
    expect(operators(bytes).filter((type) => type === 'MatMul')).toHaveLength(2);
  });

  test.each([
    ['a bias for all units', [], { transB: 1 }],
    ['a bias a unit', [16], { transB: 1 }],
    ['no bias', null, {}],
  ] as const)('understands a Gemm with %s', async (_, biasDimensions, attributes) => {
    const random = seededRandom(3);
    const graph = new OnnxGraph('gemm');
    const numbers = (size: number) => Float32Array.from({ length: size }, () => normal(random));
    const isTransposed = 'transB' in attributes;
    const weights = graph.constant(numbers(16 * FEATURES), isTransposed ? [16, FEATURES] : [FEATURES, 16]);
    const bias = biasDimensions === null ? [] : [graph.constant(numbers(biasDimensions[0] ?? 1), [...biasDimensions])];
    graph.node('Gemm', [graph.input('features', ['n', FEATURES]), weights, ...bias], attributes, { output: 'y' });
    graph.output('y', ['n', 16]);
    const bytes = graph.finish();
    const compressed = await quantise(name, bytes);
    const request = rows(50, 1);
    const [before, after] = [await runModel(bytes, request), await runModel(compressed.bytes, request)];
    expect(compressed.places).toBe(1);
    expect(relativeError(after.y.data, before.y.data)).toBeLessThan(0.04);
  });

  test('keeps tables of vectors in 8 bits, and rows that nobody looks up stay out of the way', async () => {
    const random = seededRandom(4);
    const graph = new OnnxGraph('table');
    const table = graph.constant(
      Float32Array.from({ length: 500 * 8 }, () => normal(random)),
      [500, 8],
    );
    graph.node('Gather', [table, graph.input('rows', ['n'], 'int32')], {}, { output: 'vectors' });
    graph.output('vectors', ['n', 8]);
    const bytes = graph.finish();
    const request: Feeds = { rows: { data: Int32Array.of(3, 499, 3), dimensions: [3] } };
    const compressed = await quantise(name, bytes, [request]);
    const [before, after] = [await runModel(bytes, request), await runModel(compressed.bytes, request)];
    expect(compressed.places).toBe(1);
    expect(after.vectors.dimensions).toEqual([3, 8]);
    expect(relativeError(after.vectors.data, before.vectors.data)).toBeLessThan(0.01);
    expect(compressed.bytes.length).toBeLessThan(bytes.length * 0.45);
  });
});

describe('static quantisation', () => {
  test('gives a row the same score whatever stands beside it', async () => {
    const { bytes } = await quantiseStatically(MODEL, [rows(200, 1)], { percentile: 99.9 }, DEFAULT_QUANTISATION);
    const many = rows(64, 5);
    const one: Feeds = {
      features: { data: many.features.data.slice(0, FEATURES), dimensions: [1, FEATURES] },
    };
    const [alone, together] = [await runModel(bytes, one), await runModel(bytes, many)];
    expect(alone.score.data[0]).toBeCloseTo(together.score.data[0], 5);
  });

  test('refuses to calibrate by nothing', async () => {
    await expect(quantiseStatically(MODEL, [], 'min-max', DEFAULT_QUANTISATION)).rejects.toThrow('at least one batch');
  });
});

describe('ranges of activations', () => {
  const graph = new OnnxGraph('range');
  graph.node('Identity', [graph.input('x', ['n'])], {}, { output: 'y' });
  graph.output('y', ['n']);
  const bytes = graph.finish();
  const batches = (values: readonly number[]): Feeds[] => [
    { x: { data: Float32Array.from(values), dimensions: [values.length] } },
  ];
  const spread = Array.from({ length: 10_000 }, (_, k) => k / 10_000);

  test('by min-max hold everything seen, and zero', async () => {
    const ranges = await activationRanges(bytes, ['x', 'y'], batches([2, 3, 5]), 'min-max');
    expect([...ranges]).toEqual([
      ['x', { low: 0, high: 5 }],
      ['y', { low: 0, high: 5 }],
    ]);
  });

  test('by percentile leave out what is rare', async () => {
    const range = (await activationRanges(bytes, ['x'], batches([...spread, 40, -7]), { percentile: 99.9 })).get('x');
    expect(range?.high).toBeGreaterThan(0.97);
    expect(range?.high).toBeLessThan(1.1);
    expect(range?.low).toBeGreaterThan(-0.1);
  });

  test('of a tensor that is always zero are empty, and quantisation still works', async () => {
    const ranges = await activationRanges(bytes, ['x'], batches([0, 0]), { percentile: 99 });
    expect(ranges.get('x')).toEqual({ low: 0, high: 0 });
  });
});
