import { featureStatistics } from '../../../src/models/ranker/feature-statistics.js';
import { DEFAULT_RANKER_CONFIG, trainRanker } from '../../../src/models/ranker/train-ranker.js';

const NAMES = ['walk.scaled', 'item.degree'];
const group = (...features: number[]) => ({
  features: Float32Array.from(features),
  labels: Float32Array.from({ length: features.length / 2 }, (_, row) => (row === 0 ? 1 : 0)),
});

test('means and deviations are those of all candidates of all groups; what never changes deviates by 1', () => {
  const { means, deviations } = featureStatistics([group(1, 7, 3, 7), group(8, 7)], NAMES);
  expect([...means]).toEqual([4, 7]);
  expect(deviations[0]).toBeCloseTo(Math.sqrt(26 / 3), 5);
  expect(deviations[1]).toBe(1);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
  'a feature that is %p for one candidate ends the training, by its name',
  async (value) => {
    const config = { ...DEFAULT_RANKER_CONFIG, featureNames: NAMES, nonNegative: [] };
    await expect(trainRanker([group(1, 2, 3, 4), group(5, value, 6, 7)], config)).rejects.toMatchObject({
      code: 'TRAINING_FAILED',
      message: expect.stringMatching(/not finite numbers: item\.degree\. Look for/),
    });
  },
);
