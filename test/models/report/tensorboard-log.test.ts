import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32c } from '../../../src/models/report/crc32c.js';
import { TensorboardLog, writeTensorboardLog } from '../../../src/models/report/tensorboard-log.js';
import { readEvents } from './read-events.js';
import { sampleRun } from './sample-training.js';

describe('the log for TensorBoard', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isthmus-tensorboard-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function read(name: string) {
    const [file, ...others] = await readdir(join(folder, name));
    expect(others).toEqual([]);
    expect(file).toMatch(/^events\.out\.tfevents\.\d{10}\.isthmus$/);
    return readEvents(await readFile(join(folder, name, file)));
  }

  test('holds every epoch of every phase, what was learned from and what was held out', async () => {
    const run = sampleRun(3);
    await writeTensorboardLog(folder, run);
    expect((await readdir(folder)).sort()).toEqual([
      'student-train',
      'student-valid',
      'teacher-train',
      'teacher-valid',
    ]);
    const [version, ...train] = await read('teacher-train');
    const [, ...valid] = await read('teacher-valid');
    expect(version).toMatchObject({ version: 'brain.Event:2', step: 0 });
    let atMs = run.startedAtMs;
    for (const [n, record] of run.phases[0].epochs.entries()) {
      atMs += record.seconds * 1000;
      expect(train[n]).toMatchObject({ step: record.epoch, version: null });
      expect(train[n].wallTime).toBeCloseTo(atMs / 1000, 3);
      expect(train[n].scalars).toEqual({
        loss: Math.fround(record.train.loss),
        click: Math.fround(record.train.click),
        rating: Math.fround(record.train.rating),
        learning_rate: Math.fround(record.learningRate),
        examples_per_second: Math.fround(record.examples / record.seconds),
      });
      expect(valid[n].scalars['ndcg@20']).toBe(Math.fround(record.valid['ndcg@20']));
    }
  });

  test('grows while training goes on, and another training has a file of its own', async () => {
    const [first, second] = sampleRun(2).phases[0].epochs;
    const log = new TensorboardLog(folder, 1_700_000_000_000);
    await log.epoch('teacher', first, 1_700_000_010_000);
    expect(await read('teacher-valid')).toHaveLength(2);
    await log.epoch('teacher', second, 1_700_000_020_000);
    expect((await read('teacher-valid')).map(({ step }) => step)).toEqual([0, 1, 2]);
    await new TensorboardLog(folder, 1_700_000_999_000).epoch('teacher', first, 1_700_001_010_000);
    expect(await readdir(join(folder, 'teacher-valid'))).toHaveLength(2);
  });

  test('a phase cannot write outside of the folder', async () => {
    await new TensorboardLog(join(folder, 'log'), 0).epoch('../../out/von außen', sampleRun(1).phases[0].epochs[0], 0);
    expect(await readdir(folder)).toEqual(['log']);
    expect(await readdir(join(folder, 'log'))).toEqual(['-out-von-außen-train', '-out-von-außen-valid']);
  });
});

test('the checksum is CRC-32C by the examples of RFC 3720', () => {
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
  expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
  expect(crc32c(Uint8Array.from({ length: 32 }, (_, k) => k))).toBe(0x46dd794e);
});
