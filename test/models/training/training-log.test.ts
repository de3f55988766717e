import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseTrainingRun, readTrainingRun, TrainingLog } from '../../../src/models/training/training-log.js';

const START = { id: 'r1', model: 'ranker', startedAtMs: 1000, seed: 3, settings: { hidden: [24], note: null } };
const EPOCH = { epoch: 1, seconds: 2.5, examples: 100, learningRate: 0.01, train: { loss: 0.7 }, valid: { loss: 0.6 } };

describe('the log of a training', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isthmus-log-'));
    path = join(folder, 'run.jsonl');
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('can be read while it is written and tells how it ended', async () => {
    const log = await TrainingLog.open(path, START);
    await log.epoch('teacher', EPOCH);
    await log.epoch('student', EPOCH);
    const running = { ...START, status: 'running', endedAtMs: null, message: null };
    const phases = [
      { name: 'teacher', epochs: [EPOCH] },
      { name: 'student', epochs: [EPOCH] },
    ];
    expect(await readTrainingRun(path)).toEqual({ ...running, phases });
    await log.end('failed', 5000, 'no room on the disk');
    const ended = { ...START, status: 'failed', endedAtMs: 5000, message: 'no room on the disk', phases };
    expect(await readTrainingRun(path)).toEqual(ended);
  });

  test('goes on after a kill in the middle of a line, and a repeated epoch replaces the first', async () => {
    const first = await TrainingLog.open(path, START);
    await first.epoch('teacher', EPOCH);
    await first.end('stopped', 2000, null);
    await appendFile(path, '{"event":"epo');
    expect((await readTrainingRun(path)).status).toBe('stopped');
    const second = await TrainingLog.open(path, { ...START, startedAtMs: 9000 });
    await second.epoch('teacher', { ...EPOCH, seconds: 3 });
    await second.epoch('teacher', { ...EPOCH, epoch: 2 });
    const run = await readTrainingRun(path);
    expect(run).toMatchObject({ startedAtMs: 1000, status: 'running', endedAtMs: null });
    expect(run.phases).toEqual([
      {
        name: 'teacher',
        epochs: [
          { ...EPOCH, seconds: 3 },
          { ...EPOCH, epoch: 2 },
        ],
      },
    ]);
    await second.end('finished', 10_000, null);
    expect(await readFile(path, 'utf8')).not.toContain('{"event":"epo{');
  });

  test('refuses what is not a log and names the line', () => {
    expect(() => parseTrainingRun('', 'run.jsonl')).toThrow('run.jsonl is not the log of a training: it is empty');
    const start = JSON.stringify({ event: 'start', ...START });
    for (const bad of ['{}', 'nonsense', '{"event":"epoch","phase":"a"}', '[]']) {
      expect(() => parseTrainingRun(`${start}\n${bad}\n`, 'run.jsonl')).toThrow('run.jsonl, line 2 does not belong');
    }
  });
});
