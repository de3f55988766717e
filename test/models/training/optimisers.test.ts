import fc from 'fast-check';
import { DEFAULT_ADAM } from '../../../src/models/training/adam-optimiser.js';
import { createOptimiser, type OptimiserSettings } from '../../../src/models/training/create-optimiser.js';
import { learningRateAt } from '../../../src/models/training/learning-rate.js';
import { RowSums } from '../../../src/models/training/row-sums.js';
import { expectNear } from '../random-matrix.js';

const ALL: OptimiserSettings[] = [
  { kind: 'sgd', momentum: 0.9, weightDecay: 0.01 },
  { ...DEFAULT_ADAM, weightDecay: 0.01 },
  { ...DEFAULT_ADAM, kind: 'adamw', weightDecay: 0.01 },
];
const ONLY_ROW = Int32Array.of(0);

/** Kingma and Ba 2015, algorithm 1, and Loshchilov and Hutter 2019, algorithm 2, written as in the papers. */
function adamByThePaper(start: number, slopes: readonly number[], decay: number, isDecoupled: boolean): number {
  let [value, first, second] = [start, 0, 0];
  for (const [n, slope] of slopes.entries()) {
    const gradient = slope + (isDecoupled ? 0 : decay * value);
    first = 0.9 * first + 0.1 * gradient;
    second = 0.999 * second + 0.001 * gradient ** 2;
    const move = first / (1 - 0.9 ** (n + 1)) / (Math.sqrt(second / (1 - 0.999 ** (n + 1))) + 1e-8);
    value -= 0.1 * (move + (isDecoupled ? decay * value : 0));
  }
  return value;
}

describe('optimisers', () => {
  test.each(['adam', 'adamw'] as const)('%s moves as in its paper', (kind) => {
    const parameter = { name: 'p', dimensions: [1, 1], values: Float32Array.of(0.7) };
    const optimiser = createOptimiser({ ...DEFAULT_ADAM, kind, weightDecay: 0.05 }, [parameter]);
    const slopes = [0.3, -1.2, 0.001, 4, 0.2];
    for (const [n, slope] of slopes.entries()) {
      optimiser.moveRows(parameter, ONLY_ROW, Float32Array.of(slope), { step: n + 1, learningRate: 0.1, scale: 1 });
    }
    expectNear(parameter.values, [adamByThePaper(0.7, slopes, 0.05, kind === 'adamw')], 1e-5);
  });

  test('gradient descent gathers momentum', () => {
    const parameter = { name: 'p', dimensions: [1], values: Float32Array.of(1) };
    const optimiser = createOptimiser(ALL[0], [parameter]);
    const facts = { step: 1, learningRate: 0.1, scale: 0.5 };
    for (let n = 0; n < 3; n++) optimiser.moveRows(parameter, ONLY_ROW, Float32Array.of(2), facts);
    // Speeds 1, 1.9 and 2.71; a bias does not decay.
    expectNear(parameter.values, [1 - 0.1 * (1 + 1.9 + 2.71)]);
  });

  test.each(ALL)('$kind moves rows as it moves a whole table, and leaves the others alone', (settings) => {
    const start = Float32Array.of(1, 2, 3, 4, 5, 6);
    const [whole, byRows] = [0, 1].map(() => ({ name: 'table', dimensions: [3, 2], values: start.slice() }));
    const [first, second] = [whole, byRows].map((parameter) => createOptimiser(settings, [parameter]));
    for (let step = 1; step <= 4; step++) {
      const facts = { step, learningRate: 0.01, scale: 1 };
      first.moveRows(whole, ONLY_ROW, Float32Array.of(0.1, -0.2, step, 0, 0.4, 0.5), facts);
      second.moveRows(byRows, Int32Array.of(2, 0), Float32Array.of(0.4, 0.5, 0.1, -0.2), facts);
    }
    expect([...byRows.values.subarray(0, 2), ...byRows.values.subarray(4)]).toEqual([
      ...whole.values.subarray(0, 2),
      ...whole.values.subarray(4),
    ]);
    expect([...byRows.values.subarray(2, 4)]).toEqual([3, 4]);
    for (const memory of second.memory.values()) expect([...memory.subarray(2, 4)]).toEqual([0, 0]);
  });
});

test('gradients of a row that came up several times are added up', () => {
  const sums = new RowSums(6, 2);
  const lookUps = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: -8, max: 8 })), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(lookUps, lookUps, (...parts) => {
      sums.clear();
      const expected = new Map<number, number[]>();
      for (const part of parts) {
        sums.add(
          Int32Array.from(part, ([row]) => row),
          Float32Array.from(part.flatMap(([, x]) => [x, x / 2])),
        );
        for (const [row, x] of part) {
          const [a, b] = expected.get(row) ?? [0, 0];
          expected.set(row, [a + x, b + x / 2]);
        }
      }
      const found = Array.from(sums.rowIds, (row, n) => [row, [...sums.sums.subarray(2 * n, 2 * n + 2)]]);
      expect(found).toEqual([...expected]);
    }),
  );
});

describe('learning rates', () => {
  test('stay, fall by steps, or rise and then fall along a cosine', () => {
    const at = (schedule: Parameters<typeof learningRateAt>[0], ...steps: number[]) =>
      steps.map((step) => learningRateAt(schedule, step));
    expect(at({ kind: 'constant', learningRate: 0.1 }, 1, 1000)).toEqual([0.1, 0.1]);
    expect(at({ kind: 'steps', learningRate: 0.8, everySteps: 10, factor: 0.5 }, 1, 10, 11, 21)).toEqual([
      0.8, 0.8, 0.4, 0.2,
    ]);
    const cosine = { kind: 'cosine', learningRate: 1, warmUpSteps: 4, totalSteps: 12, lastShare: 0.2 } as const;
    expectNear(at(cosine, 1, 4, 8, 12, 50), [0.25, 1, 0.6, 0.2, 0.2]);
  });
});
