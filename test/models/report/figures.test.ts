import fc from 'fast-check';
import { seededRandom } from '../../../src/domain/random.js';
import { permutationImportance } from '../../../src/models/report/permutation-importance.js';
import { expectedCalibrationError, reliabilityBins } from '../../../src/models/report/reliability.js';

describe('bins of predictions', () => {
  test('hold every example once, in order, as many in each as in the next', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 12 }),
        (predictions, binCount) => {
          const bins = reliabilityBins(predictions, new Float32Array(predictions.length).fill(1), binCount);
          expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(predictions.length);
          for (const [n, bin] of bins.entries()) {
            expect(bin.observed).toBe(1);
            if (n > 0) expect(bin.predicted).toBeGreaterThanOrEqual(bins[n - 1].predicted - 1e-9);
            expect(Math.abs(bin.count - predictions.length / Math.min(binCount, predictions.length))).toBeLessThan(
              1.01,
            );
          }
        },
      ),
    );
  });

  test('the error is the distance of prediction from frequency, weighted by examples', () => {
    const bins = reliabilityBins([0.1, 0.1, 0.9, 0.9], [0, 1, 1, 1], 2);
    expect(bins.map(({ observed }) => observed)).toEqual([0.5, 1]);
    expect(expectedCalibrationError(bins)).toBeCloseTo((0.4 + 0.1) / 2);
    expect(expectedCalibrationError([])).toBe(0);
  });

  test('predictions without a label each are refused', () => {
    expect(() => reliabilityBins([0.5], [])).toThrow('one label');
  });
});

describe('importance by permutation', () => {
  const random = seededRandom(1);
  const rows = Float32Array.from({ length: 600 }, () => random());
  const truth = Array.from({ length: 200 }, (_, row) => 3 * rows[row * 3] + rows[row * 3 + 2]);
  /** Minus the mean squared error of a model that knows the truth, in which the second feature has no part. */
  const measure = async (changed: Float32Array): Promise<number> => {
    let squares = 0;
    for (const [row, value] of truth.entries()) squares += (3 * changed[row * 3] + changed[row * 3 + 2] - value) ** 2;
    return -squares / truth.length;
  };

  test('puts features in the order of what shuffling them costs, and leaves the rows as they were', async () => {
    const before = rows.slice();
    const found = await permutationImportance({
      featureNames: ['strong', 'idle', 'weak'],
      rows,
      measure,
      repeats: 3,
      random: seededRandom(2),
    });
    expect(found.map(({ feature }) => feature)).toEqual(['strong', 'weak', 'idle']);
    // Shuffling a feature of variance 1/12 with weight w costs 2 w² / 12.
    expect(found[0].loss).toBeCloseTo(1.5, 0);
    expect(found[1].loss).toBeCloseTo(1 / 6, 1);
    expect(found[2].loss).toBeCloseTo(0, 6);
    expect(found[0].deviation).toBeGreaterThan(0);
    expect(rows).toEqual(before);
  });
});
