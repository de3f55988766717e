import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fitStoreOf } from '../../../src/app/fit-store-of.js';
import { trainHere } from '../../../src/app/training/train-here.js';
import { TrainingJournal } from '../../../src/app/training/training-journal.js';
import { Ontology } from '../../../src/domain/ontology.js';
import { ModelStore } from '../../../src/models/store/model-store.js';
import { writeFolder } from '../../../src/models/store/write-folder.js';
import { FitStore } from '../../../src/recommend/fitting/fit-store.js';
import { randomWorld } from '../../recommend/small-world.js';

const TIMEOUT_MS = 120_000;
const OPTIONS = { trials: 1 };
const world = randomWorld(3, 60, 30);
const projection = world.projection();
const ontology = new Ontology();

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'isthmus-train-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

function parts() {
  return { fits: fitStoreOf({ dataDir, executionProvider: 'cpu' }, () => undefined), projection, ontology };
}

test(
  'a disk that is full when the models are saved leaves those that serve, and the record says so',
  async () => {
    const { outcome } = await trainHere(dataDir, parts(), OPTIONS);
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    const store = new ModelStore({
      folder: join(dataDir, 'models'),
      keptVersions: 3,
      clock: Date.now,
      writeFolder: async (folder, files) => {
        const [first] = files;
        await writeFolder(`${folder}.half`, new Map([first]));
        await rm(`${folder}.half`, { recursive: true });
        throw full;
      },
    });
    const fits = new FitStore(store, { provider: 'cpu', threads: 1, warn: () => undefined });
    await expect(trainHere(dataDir, { ...parts(), fits }, OPTIONS)).rejects.toMatchObject({
      code: 'MODEL_NOT_SAVED',
      message: expect.stringMatching(/The disk is full: make room, and try again/),
    });
    expect(await fits.served()).toBe(outcome.version);
    expect((await fits.load(projection))?.models.version).toBe(outcome.version);
    const journal = new TrainingJournal(dataDir);
    const [failed] = await journal.ids();
    expect(await journal.run(failed)).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(/disk is full/),
    });
    expect(await readdir(join(dataDir, 'models'))).toEqual(['recommender']);
  },
  TIMEOUT_MS,
);

test(
  'a training that is stopped is recorded as stopped, and the next one begins',
  async () => {
    const stop = new AbortController();
    const onStep = (step: string) => {
      if (step === 'learn ranker') stop.abort(new Error('enough'));
    };
    await expect(trainHere(dataDir, parts(), { ...OPTIONS, onStep, signal: stop.signal })).rejects.toThrow('enough');
    const journal = new TrainingJournal(dataDir);
    const [stopped] = await journal.ids();
    expect(await journal.run(stopped)).toMatchObject({ status: 'stopped', message: 'enough' });
    expect((await trainHere(dataDir, parts(), OPTIONS)).outcome.isPromoted).toBe(true);
  },
  TIMEOUT_MS,
);

test(
  'a GPU that is not there does not keep models from being trained and served',
  async () => {
    const warnings: string[] = [];
    const fits = fitStoreOf({ dataDir, executionProvider: 'cuda' }, (message) => warnings.push(message));
    const { outcome, run } = await trainHere(dataDir, { ...parts(), fits }, OPTIONS);
    expect(outcome.isPromoted).toBe(true);
    expect(run?.phases.length).toBeGreaterThan(0);
    const loaded = await fits.load(projection);
    const row = new Float32Array(loaded?.models.ranker === undefined ? 0 : 10_000);
    expect((await loaded?.models.ranker.score(row, 1))?.scores).toHaveLength(1);
    // A machine with CUDA has nothing to warn of.
    for (const warning of warnings) expect(warning).toMatch(/cuda/i);
  },
  TIMEOUT_MS,
);
