import { writeFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '../../../src/domain/random.js';
import { meanLosses } from '../../../src/models/training/forward-pass.js';
import { train } from '../../../src/models/training/train.js';
import {
  initialValues,
  type ParameterValues,
  type TrainableModel,
} from '../../../src/models/training/trainable-model.js';
import { DEFAULT_TRAINING, type Training } from '../../../src/models/training/training.js';
import { expectNear } from '../random-matrix.js';
import { crossedSigns, smallModel } from './crossed-signs.js';

const SETTINGS = {
  ...DEFAULT_TRAINING,
  schedule: { kind: 'cosine', learningRate: 0.02, warmUpSteps: 3, totalSteps: 120, lastShare: 0.1 },
  clipNorm: 1,
  epochs: 12,
} as const;

/** A training of the small model; each call has values of its own. */
function training(changes: Partial<Training> = {}, model: TrainableModel = smallModel()): Training {
  const heldOut = crossedSigns(200, seededRandom(99));
  return {
    model,
    values: initialValues(model.tape.parameters, 7),
    settings: SETTINGS,
    batches: function* (_, random) {
      for (let n = 0; n < 10; n++) yield crossedSigns(n === 9 ? 17 : 32, random);
    },
    validate: meanLosses(model, () => [heldOut]),
    session: { provider: 'cpu', threads: 2, warn: () => undefined },
    clock: () => 0,
    ...changes,
  };
}

function numbersOf(values: ParameterValues): Record<string, number[]> {
  return Object.fromEntries(Array.from(values, ([name, array]) => [name, [...array]]));
}

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-training-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Ends a training in the middle, as a kill would: nothing is stored on the way out. */
async function interrupted(steps: number, options: Training): Promise<void> {
  let count = 0;
  const onStep = (): void => {
    if (++count === steps) throw new Error('killed');
  };
  await expect(train({ ...options, onStep })).rejects.toThrow('killed');
}

describe('a training', () => {
  test('learns what neither input tells alone, and says how it went', async () => {
    const ready = training();
    const seen: number[] = [];
    const { records, bestEpoch, bestFigure, steps } = await train({
      ...ready,
      onStep: ({ examples }) => seen.push(examples),
    });
    expect(bestFigure).toBeLessThan(0.1);
    expect(records.length).toBeGreaterThanOrEqual(bestEpoch);
    expect(steps).toBe(records.length * 10);
    expect(seen.slice(0, 10)).toEqual([32, 64, 96, 128, 160, 192, 224, 256, 288, 305]);
    expect(records[0]).toMatchObject({ epoch: 1, examples: 305, train: { click: expect.any(Number) } });
    expect(records[0].valid.loss).toBeGreaterThan(records[bestEpoch - 1].valid.loss);
  });

  test('stops when its validation gets no better and leaves the best parameters', async () => {
    const figures = [5, 4, 2, 3, 3, 3, 3, 3];
    const kept: Record<string, number[]>[] = [];
    const ready = training();
    const outcome = await train({
      ...ready,
      settings: { ...SETTINGS, patience: 2 },
      validate: async () => {
        kept.push(numbersOf(ready.values));
        return { loss: figures[kept.length - 1] };
      },
    });
    expect([outcome.bestEpoch, outcome.bestFigure, outcome.records.length]).toEqual([2, 2, 4]);
    expect(numbersOf(ready.values)).toEqual(kept[2]);
  });

  test('leaves the first parameters where no epoch beats them', async () => {
    const ready = training();
    const first = numbersOf(ready.values);
    const outcome = await train({
      ...ready,
      validate: async () => ({ loss: 1 }),
      settings: { ...SETTINGS, patience: 1 },
    });
    expect(outcome).toMatchObject({ bestEpoch: 0, bestFigure: 1, steps: 10 });
    expect(numbersOf(ready.values)).toEqual(first);
  });

  test('gives equal parameters for equal seeds and others for another seed', async () => {
    const [first, second, other] = [training(), training(), training({ settings: { ...SETTINGS, seed: 2 } })];
    for (const ready of [first, second, other]) await train({ ...ready, settings: { ...ready.settings, epochs: 2 } });
    expect(numbersOf(second.values)).toEqual(numbersOf(first.values));
    expect(numbersOf(other.values)).not.toEqual(numbersOf(first.values));
  });

  test('learns only the parameters that it is told to', async () => {
    const ready = training({ isLearned: (name) => name === 'output' || name === 'shift' });
    const before = numbersOf(ready.values);
    await train({ ...ready, settings: { ...SETTINGS, epochs: 1 } });
    const after = numbersOf(ready.values);
    expect([after.table, after.weights, after.biases]).toEqual([before.table, before.weights, before.biases]);
    expect(after.output).not.toEqual(before.output);
  });

  test('shortens gradients that are too long, all by one factor', async () => {
    const sgd = { kind: 'sgd', momentum: 0, weightDecay: 0 } as const;
    const moved = async (clipNorm: number | null): Promise<number[]> => {
      const settings = {
        ...SETTINGS,
        optimiser: sgd,
        schedule: { kind: 'constant', learningRate: 1 },
        clipNorm,
      } as const;
      const first = crossedSigns(32, seededRandom(1));
      const ready = training({ settings: { ...settings, epochs: 1 }, validate: null, batches: () => [first] });
      const before = Object.values(numbersOf(ready.values)).flat();
      await train(ready);
      return Object.values(numbersOf(ready.values))
        .flat()
        .map((x, k) => x - before[k]);
    };
    const [free, cut] = [await moved(null), await moved(0.01)];
    const norm = Math.hypot(...free);
    expect(norm).toBeGreaterThan(0.02);
    expectNear(
      cut,
      free.map((x) => (x * 0.01) / norm),
      1e-6,
    );
  });

  test('keeps parameters within the bounds that it is given', async () => {
    const project = (values: ParameterValues): void => {
      const output = values.get('output') ?? new Float32Array(0);
      for (let k = 0; k < output.length; k++) if (output[k] < 0) output[k] = 0;
    };
    const ready = training({ project, validate: null, settings: { ...SETTINGS, epochs: 2 } });
    await train(ready);
    expect(Math.min(...(ready.values.get('output') ?? []))).toBe(0);
  });

  test('ends with the reason of an abort', async () => {
    const controller = new AbortController();
    const onStep = () => controller.abort(new Error('no longer wanted'));
    await expect(train(training({ signal: controller.signal, onStep }))).rejects.toThrow('no longer wanted');
  });
});

describe('a training that is killed and resumed', () => {
  test.each([3, 11, 30, 44])('after step %i ends with the same parameters, to the last bit', async (steps) => {
    const whole = training();
    const expected = await train(whole);
    await inFolder(async (folder) => {
      const checkpoint = { folder, everySteps: 4 };
      await interrupted(steps, training({ checkpoint }));
      const resumed = training({ checkpoint });
      for (const values of resumed.values.values()) values.fill(0.5);
      // Where no checkpoint was reached, it begins anew, from its own first values.
      const ready = steps < 4 ? training({ checkpoint }) : resumed;
      expect(await train(ready)).toEqual(expected);
      expect(numbersOf(ready.values)).toEqual(numbersOf(whole.values));
      expect((await readdir(folder)).length).toBe(1);
    });
  });

  test('goes on from a folder in which a checkpoint was only half written when it was killed', async () => {
    await inFolder(async (folder) => {
      await interrupted(14, training({ checkpoint: { folder, everySteps: null } }));
      await writeFile(join(folder, '.writing-1-2'), 'half');
      const { records } = await train(training({ checkpoint: { folder, everySteps: null } }));
      expect(records.length).toBeGreaterThan(1);
      expect(await readdir(folder)).toEqual([expect.stringMatching(/^epoch-\d+-step-\d+$/)]);
    });
  });

  test('refuses a checkpoint of another architecture, optimiser or seed, and one that was changed', async () => {
    await inFolder(async (folder) => {
      const checkpoint = { folder, everySteps: null };
      await interrupted(14, training({ checkpoint }));
      const refusal = async (other: Training): Promise<string> => {
        const before = numbersOf(other.values);
        const error = await train(other).catch((cause: unknown) => cause);
        expect(error).toMatchObject({ code: 'MODEL_INVALID' });
        expect(numbersOf(other.values)).toEqual(before);
        return error instanceof Error ? error.message : '';
      };
      expect(await refusal(training({ checkpoint }, smallModel(13)))).toContain(
        '"weights" is [5, 12] there and [5, 13] here',
      );
      const sgd = { ...SETTINGS, optimiser: { kind: 'sgd', momentum: 0.9, weightDecay: 0 } } as const;
      expect(await refusal(training({ checkpoint, settings: sgd }))).toContain('has no "optimiser:table:speed"');
      const seeded = training({ checkpoint, settings: { ...SETTINGS, seed: 2 } });
      expect(await refusal(seeded)).toContain('training with seed 1');
      const [name] = await readdir(folder);
      const path = join(folder, name, 'arrays.bin');
      const bytes = await readFile(path);
      bytes[5] ^= 1;
      await writeFile(path, bytes);
      expect(await refusal(training({ checkpoint }))).toContain('has been changed or cut off');
      await writeFile(path, bytes.subarray(0, 40));
      expect(await refusal(training({ checkpoint }))).toContain('has been changed or cut off');
    });
  });

  test('a state that cannot be stored is a clear error, and the one before stays', async () => {
    await inFolder(async (folder) => {
      const checkpoint = { folder, everySteps: null };
      // A file stands where the folder of the second epoch's state has to go, so that it cannot be put in place.
      const blocked = join(folder, 'epoch-000000000003-step-000000000020');
      const error = {
        code: 'MODEL_NOT_SAVED',
        message: expect.stringContaining(`cannot store its state in ${folder}`),
      };
      await interrupted(11, training({ checkpoint }));
      const block = (event: { readonly batch: number }) =>
        event.batch === 10 ? writeFileSync(blocked, '') : undefined;
      await expect(train(training({ checkpoint, onStep: block }))).rejects.toMatchObject(error);
      await rm(blocked);
      expect(await readdir(folder)).toEqual(['epoch-000000000002-step-000000000010']);
      expect((await train(training({ checkpoint }))).records.length).toBeGreaterThan(1);
    });
  });
});

describe('bad input of a training', () => {
  test('features that are no numbers end it before they reach a parameter', async () => {
    const ready = training({
      validate: null,
      batches: function* (_, random) {
        const batch = crossedSigns(8, random);
        batch.inputs.sign.data[3] = Number.NaN;
        yield batch;
      },
    });
    const before = numbersOf(ready.values);
    const error = { code: 'TRAINING_FAILED', message: expect.stringContaining('In step 1') };
    await expect(train(ready)).rejects.toMatchObject(error);
    expect(numbersOf(ready.values)).toEqual(before);
  });

  test.each([
    ['no batches', [], 'no examples'],
    ['a row that the table does not have', [Int32Array.of(3, 10)], 'cannot be computed'],
    ['a row below zero', [Int32Array.of(3, -1)], 'names row -1 of a table of 10'],
    ['a batch without labels', [null], 'cannot be computed'],
  ])('%s', async (_, groups, message) => {
    const batches = function* () {
      for (const group of groups) {
        const { labels, ...inputs } = crossedSigns(2, seededRandom(1)).inputs;
        if (group === null) yield { inputs, examples: 2 };
        else yield { inputs: { ...inputs, labels, group: { data: group, dimensions: [2] } }, examples: 2 };
      }
    };
    await expect(train(training({ batches, validate: null }))).rejects.toMatchObject({
      code: 'TRAINING_FAILED',
      message: expect.stringContaining(message),
    });
  });

  test('a validation that measures nothing', async () => {
    await expect(train(training({ validate: async () => ({ loss: Number.NaN }) }))).rejects.toMatchObject({
      code: 'TRAINING_FAILED',
      message: expect.stringContaining('gave NaN for "loss"'),
    });
  });
});
