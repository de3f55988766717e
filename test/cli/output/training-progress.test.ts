import { PassThrough } from 'node:stream';
import { TrainingProgress } from '../../../src/cli/output/training-progress.js';
import type { EpochRecord } from '../../../src/models/training/training-log.js';

const RECORD: EpochRecord = {
  epoch: 2,
  seconds: 75,
  examples: 1_000,
  learningRate: 0.001,
  train: { loss: 0.512345 },
  valid: { loss: 0.6, 'ndcg@20': 0.4123 },
};
const POSITION = { phase: 'student', epoch: 2, epochs: 4, step: 5, steps: 10, loss: 0.512345 };

/** A terminal that remembers what was written to it. */
function terminal() {
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 120 });
  const written: string[] = [];
  stream.on('data', (chunk) => written.push(String(chunk)));
  return { stream, text: () => written.join('') };
}

describe('progress of a training', () => {
  test('is a bar with the epoch, the loss and the time left on a terminal', () => {
    const { stream, text } = terminal();
    let nowMs = 0;
    const progress = new TrainingProgress(stream, () => nowMs);
    progress.step({ ...POSITION, epoch: 1, step: 0, loss: null });
    nowMs = 30_000;
    progress.step(POSITION);
    progress.epoch('student', RECORD);
    progress.stop();
    expect(text()).toContain('student');
    // 15 of 40 steps took 30 s, so that the other 25 take 50 s.
    expect(text()).toMatch(/37%\s+epoch 2 of 4\s+loss 0\.5123\s+50 s left at most/);
    expect(text()).not.toContain('held out');
  });

  test('begins anew with each phase', () => {
    const { stream, text } = terminal();
    let nowMs = 0;
    const progress = new TrainingProgress(stream, () => nowMs);
    progress.step(POSITION);
    nowMs = 1_000_000;
    progress.step({ ...POSITION, phase: 'fine tuning', epoch: 1, step: 0 });
    nowMs = 1_010_000;
    progress.step({ ...POSITION, phase: 'fine tuning', epoch: 1, step: 10 });
    progress.stop();
    expect(text()).toMatch(/fine tuning.*25%.*30 s left at most/s);
  });

  test('is a plain line an epoch elsewhere', () => {
    const lines: string[] = [];
    const progress = new TrainingProgress({ write: (line) => lines.push(line) });
    progress.step(POSITION);
    progress.epoch('student\u001b[31m', RECORD);
    progress.stop();
    expect(lines).toEqual(['student [31m, epoch 2: loss 0.5123; held out: loss 0.6000, ndcg@20 0.4123; 1 min 15 s\n']);
  });
});
