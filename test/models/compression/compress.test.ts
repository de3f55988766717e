import { type CompressionRecipe, compress, compressBest } from '../../../src/models/compression/compress.js';
import { rankerCalibration, rankerNdcg } from '../../../src/models/compression/ranker-calibration.js';
import { OnnxGraph } from '../../../src/models/onnx/onnx-graph.js';
import { exportRankerOnnx } from '../../../src/models/ranker/ranker-onnx.js';
import { DEFAULT_RANKER_CONFIG, trainRanker } from '../../../src/models/ranker/train-ranker.js';
import { dcnModel } from './dcn-model.js';
import { rankingGroups } from './ranking-task.js';

const TASK = { featureCount: 20, candidates: 60, taken: 6 };
const TRAINING = rankingGroups(TASK, 150, 1);
const CALIBRATION = rankerCalibration(TRAINING.slice(0, 20), TASK.featureCount);
const ROUNDS = { warmUp: 5, measured: 40 };
const INT8: CompressionRecipe = {
  methods: [{ kind: 'int8-static', range: { percentile: 99.99 } }],
  maxRelativeLoss: 0.005,
};

describe('compressing a trained ranker', () => {
  let model: Uint8Array;
  const measure = rankerNdcg(rankingGroups(TASK, 150, 2), TASK.featureCount);

  beforeAll(async () => {
    const featureNames = Array.from({ length: TASK.featureCount }, (_, f) => `feature${f}`);
    const { weights } = await trainRanker(TRAINING, {
      ...DEFAULT_RANKER_CONFIG,
      featureNames,
      nonNegative: [],
      hidden: [48],
      candidates: 60,
      epochs: 6,
    });
    model = exportRankerOnnx(weights);
  });

  test.each([
    ['int8 dynamic', [{ kind: 'int8-dynamic' }], 0.005],
    ['int8 static, min-max', [{ kind: 'int8-static', range: 'min-max' }], 0.005],
    ['25 % of the weights pruned', [{ kind: 'pruned-weights', sparsity: 0.25 }], 0.02],
    ['30 % of the units pruned', [{ kind: 'pruned-units', share: 0.3 }], 0.02],
  ] as const)('by %s keeps its metric within the bound', async (name, methods, maxRelativeLoss) => {
    const compressed = await compress(model, CALIBRATION, { methods, maxRelativeLoss }, { measure, rounds: ROUNDS });
    expect(compressed.name).toBe(name);
    const [before, after] = compressed.report.trials;
    expect(before).toMatchObject({ name: 'fp32', bytes: model.length, relativeLoss: 0 });
    expect(after).toMatchObject({ name, verdict: 'chosen', reason: null, bytes: compressed.bytes.length });
    expect(after.metric).toBe(await measure(compressed.bytes));
    expect(after.metric).toBeGreaterThanOrEqual(before.metric * (1 - maxRelativeLoss));
    expect(after.packedBytes).toBeLessThan(before.packedBytes);
    for (const { p50Ms, p99Ms } of [before, after]) {
      expect(p50Ms).toBeGreaterThan(0);
      expect(p99Ms).toBeGreaterThanOrEqual(p50Ms);
    }
  });

  test('that loses more than the bound is refused, with the figures and what to do', async () => {
    const recipe: CompressionRecipe = { methods: [{ kind: 'pruned-weights', sparsity: 0.97 }], maxRelativeLoss: 0.001 };
    const refused = compress(model, CALIBRATION, recipe, { measure, rounds: ROUNDS });
    await expect(refused).rejects.toMatchObject({
      code: 'MODEL_WORSE',
      message: expect.stringMatching(
        /97 % of the weights.*loses \d+\.\d\d % .* at most 0\.10 % .*Serve the uncompress/,
      ),
    });
  });

  test('by methods one after another is measured as a whole', async () => {
    const methods = [{ kind: 'pruned-units', share: 0.3 } as const, ...INT8.methods];
    const options = { measure, rounds: ROUNDS };
    const { name, bytes } = await compress(model, CALIBRATION, { methods, maxRelativeLoss: 0.05 }, options);
    expect(name).toBe('30 % of the units pruned, then int8 static, percentile 99.99');
    expect(bytes.length).toBeLessThan(model.length / 2);
  });

  test('a metric that is not a number refuses', async () => {
    const values = [0.5, Number.NaN];
    const options = { measure: async () => values.shift() ?? 0, rounds: ROUNDS };
    await expect(compress(model, CALIBRATION, INT8, options)).rejects.toThrow('its metric is NaN');
  });

  test('stops when asked to', async () => {
    const options = { measure, rounds: ROUNDS, signal: AbortSignal.abort() };
    await expect(compress(model, CALIBRATION, INT8, options)).rejects.toThrow('aborted');
  });
});

describe('choosing among several ways', () => {
  const featureCount = 200;
  const groups = rankingGroups({ featureCount, candidates: 60, taken: 6 }, 8, 3);
  const calibration = rankerCalibration(groups, featureCount);
  const large = dcnModel({ features: featureCount, crossLayers: 1, hidden: [256, 256] });

  test('takes the fastest within its bound, however fast a refused one is', async () => {
    const halved: CompressionRecipe = { methods: [{ kind: 'pruned-units', share: 0.9 }], maxRelativeLoss: -1 };
    const options = { measure: async () => 1, rounds: ROUNDS };
    const { name, bytes, report } = await compressBest(large, calibration, [INT8, halved], options);
    expect(name).toBe('int8 static, percentile 99.99');
    expect(bytes.length).toBeLessThan(large.length / 3);
    expect(report.trials.map(({ verdict }) => verdict)).toEqual(['accepted', 'chosen', 'refused']);
    const [fp32, int8] = report.trials;
    expect(int8.p50Ms).toBeLessThan(fp32.p50Ms);
  });

  test('keeps the model as it is when all others lose too much', async () => {
    const values = [1, 0.99];
    const options = { measure: async () => values.shift() ?? 0, rounds: ROUNDS };
    const { name, bytes, report } = await compressBest(large, calibration, [INT8], options);
    expect(name).toBe('fp32');
    expect(bytes).toBe(large);
    expect(report.trials[1].reason).toMatch(/loses 1\.00 %/);
  });

  test('says so when a model has nothing to compress', async () => {
    const graph = new OnnxGraph('nothing');
    const input = graph.input('features', ['n', featureCount]);
    graph.node('Relu', [input], {}, { output: 'score' });
    graph.output('score', ['n', featureCount]);
    const options = { measure: async () => 1, rounds: ROUNDS };
    const { report } = await compressBest(graph.finish(), calibration, [INT8], options);
    expect(report.trials[1]).toMatchObject({ verdict: 'refused', reason: expect.stringContaining('nothing that') });
  });
});
