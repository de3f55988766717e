import fc from 'fast-check';
import { normal, seededRandom } from '../../../src/domain/random.js';
import { OnnxRanker } from '../../../src/models/ranker/onnx-ranker.js';
import { exportRankerOnnx } from '../../../src/models/ranker/ranker-onnx.js';
import { meanRanker, type RankerWeights } from '../../../src/models/ranker/ranker-weights.js';
import { rankScores } from './rank-scores.js';

const OPTIONS = { provider: 'cpu', threads: 1, warn: () => undefined } as const;

function randomRanker(features: number, hidden: readonly number[], seed: number): RankerWeights {
  const random = seededRandom(seed);
  const draw = (length: number): Float32Array => Float32Array.from({ length }, () => normal(random) * 0.5);
  let inputs = features;
  const layers = hidden.map((outputs) => {
    const layer = { inputs, outputs, weights: draw(inputs * outputs), biases: draw(outputs) };
    inputs = outputs;
    return layer;
  });
  return {
    featureNames: Array.from({ length: features }, (_, f) => `feature${f}`),
    means: seeded(features, 11),
    deviations: seeded(features, 12).map((x) => 0.2 + Math.abs(x)),
    linear: draw(features),
    hidden: layers,
    output: draw(inputs),
  };
}

/** Statistics do not depend on the seed of the member: members of a mean share them. */
function seeded(length: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length }, () => normal(random));
}

function expectClose(actual: Float32Array, expected: Float32Array): void {
  expect(actual.length).toBe(expected.length);
  for (let k = 0; k < actual.length; k++) {
    expect(Math.abs(actual[k] - expected[k])).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(expected[k])));
  }
}

describe('a ranker in ONNX Runtime', () => {
  test('gives the scores and the shares of the plain arithmetic', async () => {
    const shapes = fc.record({
      features: fc.integer({ min: 1, max: 30 }),
      hidden: fc.array(fc.integer({ min: 1, max: 32 }), { minLength: 1, maxLength: 2 }),
      rows: fc.integer({ min: 1, max: 50 }),
      seed: fc.integer(),
    });
    await fc.assert(
      fc.asyncProperty(shapes, async ({ features, hidden, rows, seed }) => {
        const weights = randomRanker(features, hidden, seed);
        const random = seededRandom(seed + 1);
        const input = Float32Array.from({ length: rows * features }, () => 3 * normal(random));
        const expected = rankScores(weights, input, rows);
        const ranker = await OnnxRanker.open(exportRankerOnnx(weights), 'v1', features, OPTIONS);
        const actual = await ranker.score(input, rows);
        await ranker.release();
        expectClose(actual.scores, expected.scores);
        expectClose(actual.linear, expected.linear);
      }),
      { numRuns: 25 },
    );
  });

  test('the mean of several rankers scores the mean of their scores', () => {
    const members = [1, 2, 3].map((seed) => randomRanker(6, [8, 5], seed));
    const input = Float32Array.from({ length: 60 }, (_, k) => Math.sin(k));
    const single = members.map((member) => rankScores(member, input, 10).scores);
    const expected = single[0].map((_, row) => (single[0][row] + single[1][row] + single[2][row]) / 3);
    expectClose(rankScores(meanRanker(members), input, 10).scores, expected);
  });

  test('no candidates give no scores', async () => {
    const ranker = await OnnxRanker.open(exportRankerOnnx(randomRanker(3, [4], 1)), 'v1', 3, OPTIONS);
    expect((await ranker.score(new Float32Array(0), 0)).scores).toHaveLength(0);
    await ranker.release();
  });

  test('a model for other features is refused when it is opened', async () => {
    const bytes = exportRankerOnnx(randomRanker(3, [4], 1));
    await expect(OnnxRanker.open(bytes, 'v7', 5, OPTIONS)).rejects.toMatchObject({
      code: 'MODEL_INVALID',
      message: expect.stringContaining('Ranker v7 does not take "features" [n, 5]'),
    });
  });
});
