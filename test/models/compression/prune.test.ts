import { normal, seededRandom } from '../../../src/domain/random.js';
import type { Feeds } from '../../../src/models/compression/calibration.js';
import { denseLayers } from '../../../src/models/compression/dense-layer.js';
import { ModelEdit } from '../../../src/models/compression/model-edit.js';
import { pruneUnits } from '../../../src/models/compression/prune-units.js';
import { pruneWeights, sparsityAt } from '../../../src/models/compression/prune-weights.js';
import { OnnxGraph } from '../../../src/models/onnx/onnx-graph.js';
import { dcnModel } from './dcn-model.js';
import { relativeError, runModel } from './run-model.js';

const FEATURES = 12;
const DCN = dcnModel({ features: FEATURES, crossLayers: 1, hidden: [32, 16] });

function rows(count: number, seed: number): Feeds {
  const random = seededRandom(seed);
  const data = Float32Array.from({ length: count * FEATURES }, () => normal(random));
  return { features: { data, dimensions: [count, FEATURES] } };
}

const widths = (bytes: Uint8Array) => denseLayers(new ModelEdit(bytes)).map(({ inputs, outputs }) => [inputs, outputs]);
const layerWeights = (bytes: Uint8Array) => denseLayers(new ModelEdit(bytes)).map(({ weights }) => weights);
const zeros = (weights: Float32Array) => weights.filter((weight) => weight === 0).length / weights.length;

/** Two layers; the units of the first are `distinct` ones and sums of two of them with a constant. */
function redundantModel(distinct: number, units: number, activation: (graph: OnnxGraph, x: string) => string) {
  const random = seededRandom(7);
  const weights = new Float32Array(FEATURES * units);
  const numbers = (size: number) => Float32Array.from({ length: size }, () => normal(random));
  const basis = numbers(FEATURES * distinct);
  for (let row = 0; row < FEATURES; row++) {
    for (let unit = 0; unit < units; unit++) weights[row * units + unit] = basis[row * distinct + (unit % distinct)];
  }
  const graph = new OnnxGraph('redundant');
  const input = graph.input('features', ['n', FEATURES]);
  const sums = graph.node('MatMul', [input, graph.constant(weights, [FEATURES, units])]);
  const biased = graph.node('Add', [sums, graph.constant(new Float32Array(units).fill(0.3), [units])]);
  graph.node(
    'MatMul',
    [activation(graph, biased), graph.constant(numbers(units * 3), [units, 3])],
    {},
    { output: 'y' },
  );
  graph.output('y', ['n', 3]);
  return graph.finish();
}

const ACTIVATIONS: [string, (graph: OnnxGraph, x: string) => string][] = [
  ['relu', (graph, x) => graph.node('Relu', [x])],
  [
    'gelu in single operators',
    (graph, x) => {
      const erf = graph.node('Erf', [graph.node('Div', [x, graph.scalar(Math.SQRT2)])]);
      const share = graph.node('Mul', [graph.node('Add', [erf, graph.scalar(1)]), graph.scalar(0.5)]);
      return graph.node('Mul', [x, share]);
    },
  ],
];

describe('pruning of hidden units', () => {
  test.each(ACTIVATIONS)('drops units that others can stand for without a loss, behind %s', async (_, activation) => {
    const bytes = redundantModel(8, 24, activation);
    const pruned = await pruneUnits(bytes, [rows(400, 1)], 0.66);
    expect(pruned.places).toBe(1);
    expect(widths(pruned.bytes)).toEqual([
      [FEATURES, 16],
      [16, 3],
    ]);
    const request = rows(100, 2);
    const [before, after] = [await runModel(bytes, request), await runModel(pruned.bytes, request)];
    expect(relativeError(after.y.data, before.y.data)).toBeLessThan(0.01);
  });

  test('takes units out of every hidden layer, and leaves those of cross layers alone', async () => {
    const { bytes, places } = await pruneUnits(DCN, [rows(400, 1)], 0.5);
    expect(places).toBe(2);
    expect(widths(bytes)).toEqual([
      [FEATURES, FEATURES],
      [FEATURES, 16],
      [16, 8],
      [FEATURES, 1],
      [8, 1],
    ]);
    const { score } = await runModel(bytes, rows(5, 2));
    expect(score.data.every(Number.isFinite)).toBe(true);
  });

  test.each(['first', 'last'])('finds units that stand %s beside other inputs of a layer', async (place) => {
    const random = seededRandom(9);
    const graph = new OnnxGraph('joined');
    const numbers = (rows: number, columns: number) =>
      graph.constant(
        Float32Array.from({ length: rows * columns }, () => normal(random)),
        [rows, columns],
      );
    const input = graph.input('features', ['n', FEATURES]);
    // Without an activation, 32 units of 7 directions are sums of any 7 of them.
    const inner = graph.node('MatMul', [graph.node('MatMul', [input, numbers(FEATURES, 7)]), numbers(7, 32)]);
    const joined = graph.node('Concat', place === 'first' ? [inner, input] : [input, inner], { axis: 1 });
    graph.node('MatMul', [joined, numbers(32 + FEATURES, 3)], {}, { output: 'y' });
    graph.output('y', ['n', 3]);
    const bytes = graph.finish();
    const pruned = await pruneUnits(bytes, [rows(300, 1)], 0.7);
    expect(widths(pruned.bytes)).toEqual([
      [FEATURES, 7],
      [7, 16],
      [16 + FEATURES, 3],
    ]);
    const request = rows(50, 2);
    const [before, after] = [await runModel(bytes, request), await runModel(pruned.bytes, request)];
    expect(relativeError(after.y.data, before.y.data)).toBeLessThan(0.01);
  });

  test('the kept units make up for the dropped ones as far as they can', async () => {
    const request = rows(200, 3);
    const { score: expected } = await runModel(DCN, request);
    const pruned = await pruneUnits(DCN, [rows(400, 1)], 0.25);
    const { score: fitted } = await runModel(pruned.bytes, request);
    // Calibrated by a single row there is nothing to fit, so that the dropped units are simply missing.
    const blind = await pruneUnits(DCN, [rows(1, 4)], 0.25);
    const { score: missing } = await runModel(blind.bytes, request);
    expect(relativeError(fitted.data, expected.data)).toBeLessThan(0.7 * relativeError(missing.data, expected.data));
  });

  test('units that the model gives out as they are stay', async () => {
    const graph = new OnnxGraph('out');
    const units = graph.node('MatMul', [
      graph.input('features', ['n', FEATURES]),
      graph.constant(new Float32Array(FEATURES * 16).fill(1), [FEATURES, 16]),
    ]);
    graph.node('Relu', [units], {}, { output: 'units' });
    graph.node('MatMul', ['units', graph.constant(new Float32Array(32), [16, 2])], {}, { output: 'y' });
    graph.output('units', ['n', 16]);
    graph.output('y', ['n', 2]);
    expect((await pruneUnits(graph.finish(), [rows(10, 1)], 0.5)).places).toBe(0);
  });

  test.each([0, 1, Number.NaN])('a share of %d is refused', async (share) => {
    await expect(pruneUnits(DCN, [rows(10, 1)], share)).rejects.toThrow('between 0 and 1');
  });
});

describe('pruning of weights', () => {
  test('sets the smallest weights of every layer to zero and keeps the others', async () => {
    const { bytes, places } = await pruneWeights(DCN, { sparsity: 0.5, steps: 1, recover: null });
    expect(places).toBe(3);
    const before = layerWeights(DCN);
    for (const [n, weights] of layerWeights(bytes).entries()) {
      if (before[n].length === FEATURES || before[n].length === 16) continue;
      expect(zeros(weights)).toBeCloseTo(0.5, 2);
      const smallestKept = Math.min(...weights.filter((weight) => weight !== 0).map(Math.abs));
      const dropped = before[n].filter((_, k) => weights[k] === 0).map(Math.abs);
      expect(Math.max(...dropped)).toBeLessThanOrEqual(smallestKept);
      for (const [k, weight] of weights.entries()) if (weight !== 0) expect(weight).toBe(before[n][k]);
    }
  });

  test('goes in steps that grow smaller, and weights that training brings back are taken out again', async () => {
    const seen: number[] = [];
    const { bytes } = await pruneWeights(DCN, {
      sparsity: 0.8,
      steps: 3,
      recover: async (pruned, sparsity) => {
        seen.push(sparsity);
        expect(zeros(layerWeights(pruned)[1])).toBeCloseTo(sparsity, 1);
        return DCN;
      },
    });
    expect(seen).toEqual([1, 2, 3].map((step) => sparsityAt(step, 3, 0.8)));
    expect(seen[1] - seen[0]).toBeGreaterThan(seen[2] - seen[1]);
    expect(seen[2]).toBeCloseTo(0.8);
    expect(zeros(layerWeights(bytes)[1])).toBeCloseTo(0.8, 1);
  });

  test('a training that gives another network back is refused', async () => {
    const other = dcnModel({ features: FEATURES, crossLayers: 1, hidden: [16, 16] });
    const recover = async () => other;
    await expect(pruneWeights(DCN, { sparsity: 0.5, steps: 1, recover })).rejects.toThrow('other layers');
  });

  test.each([
    [0, 1],
    [1, 1],
    [0.5, 0],
  ])('a sparsity of %d in %d steps is refused', async (sparsity, steps) => {
    await expect(pruneWeights(DCN, { sparsity, steps, recover: null })).rejects.toThrow(RangeError);
  });
});
