import fc from 'fast-check';
import { TASK_NAMES } from '../../../src/domain/objectives.js';
import { normal, seededRandom } from '../../../src/domain/random.js';
import { OnnxRanker } from '../../../src/models/ranker/onnx-ranker.js';
import { exportRankerOnnx } from '../../../src/models/ranker/ranker-onnx.js';
import { randomRanker } from './random-ranker.js';
import { rankScores } from './rank-scores.js';

const OPTIONS = { provider: 'cpu', threads: 1, warn: () => undefined } as const;
const PLAIN = { hidden: [4], cross: null };

function expectClose(actual: Float32Array, expected: Float32Array): void {
  expect(actual.length).toBe(expected.length);
  for (let k = 0; k < actual.length; k++) {
    expect(Math.abs(actual[k] - expected[k])).toBeLessThanOrEqual(1e-4 * Math.max(1, Math.abs(expected[k])));
  }
}

describe('a ranker in ONNX Runtime', () => {
  test('gives the scores and the shares of the plain arithmetic, as the mean of its members', async () => {
    const cross = fc.record({
      layers: fc.integer({ min: 1, max: 2 }),
      rank: fc.option(fc.integer({ min: 1, max: 4 })),
    });
    const shapes = fc.record({
      features: fc.integer({ min: 1, max: 20 }),
      hidden: fc.array(fc.integer({ min: 1, max: 32 }), { maxLength: 2 }),
      cross: fc.option(cross),
      members: fc.integer({ min: 1, max: 3 }),
      tasks: fc.subarray([...TASK_NAMES]),
      rows: fc.integer({ min: 1, max: 50 }),
      seed: fc.integer(),
    });
    await fc.assert(
      fc.asyncProperty(shapes, async ({ features, hidden, cross, members, tasks, rows, seed }) => {
        const weights = randomRanker(features, { hidden, cross }, members, seed, tasks);
        const random = seededRandom(seed + 1);
        const input = Float32Array.from({ length: rows * features }, () => 3 * normal(random));
        const expected = rankScores(weights, input, rows);
        const ranker = await OnnxRanker.open(exportRankerOnnx(weights), 'v1', features, OPTIONS);
        const actual = await ranker.score(input, rows);
        await ranker.release();
        expectClose(actual.scores, expected.scores);
        expectClose(actual.linear, expected.linear);
        expect([...actual.tasks.keys()].sort()).toEqual([...tasks].sort());
        for (const [task, scores] of actual.tasks) expectClose(scores, expected.tasks.get(task) ?? new Float32Array(0));
      }),
      { numRuns: 25 },
    );
  });

  test('no candidates give no scores', async () => {
    const ranker = await OnnxRanker.open(exportRankerOnnx(randomRanker(3, PLAIN, 1, 1)), 'v1', 3, OPTIONS);
    expect((await ranker.score(new Float32Array(0), 0)).scores).toHaveLength(0);
    await ranker.release();
  });

  test('a model for other features is refused when it is opened', async () => {
    const bytes = exportRankerOnnx(randomRanker(3, PLAIN, 1, 1));
    await expect(OnnxRanker.open(bytes, 'v7', 5, OPTIONS)).rejects.toMatchObject({
      code: 'MODEL_INVALID',
      message: expect.stringContaining('Ranker v7 does not take "features" [n, 5]'),
    });
  });
});
