import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fitStoreOf, modelStoreOf } from '../../../src/app/fit-store-of.js';
import { trainHere } from '../../../src/app/training/train-here.js';
import type { TrainingJobs, TrainingJobsParts } from '../../../src/app/training/training-jobs.js';
import type { TrainingProgress } from '../../../src/domain/trained-models.js';
import { Projection } from '../../../src/graph/projection/projection.js';
import { randomWorld } from '../../recommend/small-world.js';
import { testJobs } from '../../server/test-services.js';

const TIMEOUT_MS = 240_000;
const WISH = { seed: 1, trials: 1 };
const world = randomWorld(3, 60, 30);
const projection = world.projection();

let dataDir: string;
let jobs: TrainingJobs;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'isthmus-jobs-'));
});
afterEach(async () => {
  await jobs.close();
  await rm(dataDir, { recursive: true });
});

function open(more: Partial<TrainingJobsParts> = {}): TrainingJobs {
  jobs = testJobs(dataDir, projection, world.ontology, more);
  return jobs;
}

async function heard(runId: string): Promise<TrainingProgress[]> {
  const all: TrainingProgress[] = [];
  for await (const progress of jobs.progress.listen(runId)) all.push(progress);
  return all;
}

test(
  'a training stores a version that serves, tells what it does, and keeps its curves',
  async () => {
    let reloads = 0;
    // What items look like cannot be read in the thread, so it is sent there.
    const images = { medium: 'image', encoder: 'test', size: 2, itemIds: ['i0', 'i1'] } as const;
    const media = async () => [{ ...images, vectors: Float32Array.of(1, 0, 1, 0.1) }];
    open({ reload: async () => reloads++, media });
    const { id, status } = await jobs.start(WISH);
    expect(status).toBe('running');
    const progress = await heard(id);
    expect(progress.map(({ step }) => step)).toEqual(expect.arrayContaining(['read texts', 'learn ranker']));
    expect(progress.filter(({ epoch }) => epoch !== null).length).toBeGreaterThan(2);
    const last = progress.at(-1);
    const version = await modelStoreOf({ dataDir }).served('recommender');
    expect(last).toMatchObject({ status: 'finished', message: `${version} serves. No other version served before.` });
    expect(reloads).toBe(1);
    await jobs.idle();
    const run = await jobs.journal.run(id);
    expect(run).toMatchObject({ status: 'finished', seed: 1, settings: { trials: 1 }, message: last?.message });
    expect(run?.phases.map(({ name }) => name)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^ranker, linear part/), expect.stringMatching(/^ranker, hidden/)]),
    );
    expect(run?.phases[0].epochs[0].valid.loss).toBeGreaterThan(0);
    const { hyperParameters } = await modelStoreOf({ dataDir }).manifest('recommender', version ?? '');
    expect(hyperParameters).toMatchObject({ trainingRun: id, seesMedia: true });
    const measured = await jobs.measure(version ?? '');
    expect(measured).toMatchObject({ version, users: expect.any(Number) });
  },
  TIMEOUT_MS,
);

test(
  'a second training is refused while one runs, by the name of the one that runs',
  async () => {
    open();
    const { id } = await jobs.start(WISH);
    const refusal = {
      code: 'TRAINING_RUNNING',
      message: expect.stringContaining(`The training ${id} (process ${process.pid})`),
    };
    await expect(jobs.start(WISH)).rejects.toMatchObject(refusal);
    const parts = {
      fits: fitStoreOf({ dataDir, executionProvider: 'cpu' }, () => undefined),
      projection,
      ontology: world.ontology,
    };
    await expect(trainHere(dataDir, parts, {})).rejects.toMatchObject(refusal);
    await jobs.idle();
    const next = await jobs.start(WISH);
    expect(next.id).not.toBe(id);
  },
  TIMEOUT_MS,
);

test.each([
  ['a process that is dead', { pid: 2 ** 22 + 1, host: hostname() }],
  ['an earlier process with the same id', { pid: process.pid, host: hostname() }],
])(
  'the lock of %s does not keep a training from beginning',
  async (_, holder) => {
    open();
    await mkdir(join(dataDir, 'models'));
    await writeFile(jobs.journal.lockPath, JSON.stringify({ runId: 'old', startedAtMs: 1, ...holder }));
    const { id } = await jobs.start(WISH);
    await jobs.idle();
    expect((await jobs.journal.run(id))?.status).toBe('finished');
    expect(await readdir(join(dataDir, 'models'))).toEqual(['recommender']);
  },
  TIMEOUT_MS,
);

test('the lock of a living process of this machine, and a fresh one of another, are respected', async () => {
  open();
  await mkdir(join(dataDir, 'models'));
  for (const holder of [
    { pid: process.ppid, host: hostname() },
    { pid: 1, host: 'elsewhere' },
  ]) {
    await writeFile(jobs.journal.lockPath, JSON.stringify({ runId: 'other', startedAtMs: 1, ...holder }));
    await expect(jobs.start(WISH)).rejects.toMatchObject({
      code: 'TRAINING_RUNNING',
      message: expect.stringMatching(/^The training other \(process \d+\) has been running since 1970/),
    });
  }
});

test(
  'a training that fails says why, and leaves what serves',
  async () => {
    open({ projection: () => new Projection() });
    const { id } = await jobs.start(WISH);
    const last = (await heard(id)).at(-1);
    expect(last?.status).toBe('failed');
    expect(last?.message).toBe('The graph holds no items to learn about. Run "isthmus ingest" first.');
    expect(await modelStoreOf({ dataDir }).served('recommender')).toBeNull();
    await jobs.idle();
    await expect(jobs.start(WISH)).resolves.toMatchObject({ status: 'running' });
  },
  TIMEOUT_MS,
);

test(
  'closing ends a training at once, and its log says that it was stopped',
  async () => {
    open();
    const { id } = await jobs.start(WISH);
    const startedMs = performance.now();
    await jobs.close();
    expect(performance.now() - startedMs).toBeLessThan(5_000);
    expect(await jobs.journal.run(id)).toMatchObject({ status: 'stopped', message: 'The server is stopping.' });
  },
  TIMEOUT_MS,
);

test('a run whose process has died is shown as stopped', async () => {
  open();
  const log = await jobs.journal.begin({
    id: '20260101T000000000Z-1',
    model: 'm',
    startedAtMs: 1,
    seed: 1,
    settings: {},
  });
  expect(await jobs.journal.run('20260101T000000000Z-1')).toMatchObject({ status: 'stopped' });
  expect(await jobs.journal.run('../../etc/passwd')).toBeNull();
  await log.end('finished', 2, null);
  expect(await jobs.journal.run('20260101T000000000Z-1')).toMatchObject({ status: 'finished' });
});

test('who stops listening is let go at once, although nothing happens', async () => {
  open();
  const listening = jobs.progress.listen(null);
  const next = listening.next();
  await listening.return?.();
  await expect(next).resolves.toEqual({ done: true, value: undefined });
});
