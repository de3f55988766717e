import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TrainingJournal } from '../../../src/app/training/training-journal.js';

const START = { id: '20260101T000000000Z-1', model: 'm', startedAtMs: 1, seed: 1, settings: {} };
const EPOCH = { epoch: 1, seconds: 1, examples: 10, learningRate: 0.1, train: { loss: 1 }, valid: { loss: 2 } };

let dataDir: string;
let journal: TrainingJournal;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'isthmus-record-'));
  journal = new TrainingJournal(dataDir);
});
afterEach(() => rm(dataDir, { recursive: true }));

test('a training is in its log and in the events for TensorBoard', async () => {
  const record = await journal.begin(START);
  record.epoch('ranker', EPOCH);
  record.epoch('ranker', { ...EPOCH, epoch: 2 });
  expect(await record.end('finished', 5, 'done')).toBeNull();
  expect(await journal.run(START.id)).toMatchObject({
    status: 'finished',
    phases: [{ name: 'ranker', epochs: [{ epoch: 1 }, { epoch: 2 }] }],
  });
  expect((await readdir(journal.eventsFolder(START.id))).sort()).toEqual(['ranker-train', 'ranker-valid']);
  expect(await journal.ids()).toEqual([START.id]);
});

test('a record that cannot be written ends no training, and says at its end what is lost', async () => {
  const record = await journal.begin(START);
  await writeFile(journal.eventsFolder(START.id), 'in the way');
  record.epoch('ranker', EPOCH);
  // Long enough for an error that nobody has taken to end the process.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await record.end('finished', 5, 'done')).toMatch(
    /^The record of the training could not be written, so its curves are not whole: .*(EEXIST|ENOTDIR)/,
  );
  expect((await journal.run(START.id))?.status).toBe('finished');
});

test('the oldest records are deleted with their events', async () => {
  const first = await journal.begin(START);
  first.epoch('ranker', EPOCH);
  await first.end('finished', 5, null);
  for (let n = 1; n <= 100; n++) {
    const id = `20260101T000000${String(n).padStart(3, '0')}Z-1`;
    await (await journal.begin({ ...START, id })).end('finished', 5, null);
  }
  expect(await journal.ids()).toHaveLength(100);
  expect(await readdir(join(dataDir, 'trainings'))).not.toContain(START.id);
});

test('a record that has no place is an error that says what to do', async () => {
  await writeFile(join(dataDir, 'trainings'), 'in the way');
  await expect(journal.begin(START)).rejects.toMatchObject({ code: 'MODEL_NOT_SAVED' });
  expect(await readFile(join(dataDir, 'trainings'), 'utf8')).toBe('in the way');
});
