import { PassThrough } from 'node:stream';
import { TrainingProgress } from '../../../src/cli/output/training-progress.js';
import type { EpochFacts } from '../../../src/domain/trained-models.js';

const STEPS = [
  { name: 'read texts', share: 0.25 },
  { name: 'learn ranker', share: 0.5 },
  { name: 'compare', share: 0.25 },
];
const RECORD: EpochFacts = {
  epoch: 2,
  seconds: 75,
  examples: 1_000,
  learningRate: 0.001,
  train: { loss: 0.512345 },
  valid: { loss: 0.6, 'ndcg@20': 0.4123 },
};

/** A terminal that remembers what was written to it, and a clock. */
function terminal() {
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 120 });
  const written: string[] = [];
  stream.on('data', (chunk) => written.push(String(chunk)));
  const time = { nowMs: 0 };
  const progress = new TrainingProgress(stream, STEPS, () => time.nowMs);
  return { progress, time, text: () => written.join('') };
}

describe('progress of a training', () => {
  test('is a bar with the step, the newest epoch and the time left on a terminal', () => {
    const { progress, time, text } = terminal();
    progress.step('read texts');
    time.nowMs = 30_000;
    progress.step('learn ranker');
    progress.stop();
    // A quarter took 30 s, so that the rest takes 90 s.
    expect(text()).toMatch(/25%\s+learn ranker\s+about 1 min 30 s left/);
  });

  test('moves on with every epoch, and never beyond the step', () => {
    const { progress, time, text } = terminal();
    progress.step('learn ranker');
    time.nowMs = 30_000;
    for (let epoch = 1; epoch <= 200; epoch++) progress.epoch('student', { ...RECORD, epoch });
    progress.stop();
    expect(text()).toMatch(/ 75%\s+learn ranker\s+epoch 200, loss 0\.5123\s+about 10 s left/);
    expect(text()).not.toContain('held out');
  });

  test('promises no time before anything is done, and stands still at a step that it does not know', () => {
    const { progress, time, text } = terminal();
    progress.step('read texts');
    time.nowMs = 10_000;
    progress.step('something new');
    progress.stop();
    expect(text()).toMatch(/ 0%\s+something new/);
    expect(text()).not.toContain('left');
  });

  test('is a plain line a step and an epoch elsewhere', () => {
    const lines: string[] = [];
    const progress = new TrainingProgress({ write: (line) => lines.push(line) }, STEPS);
    progress.step('read texts');
    progress.epoch('student\u001b[31m', RECORD);
    progress.stop();
    expect(lines).toEqual([
      'training: read texts\n',
      'student [31m, epoch 2: loss 0.5123; held out: loss 0.6000, ndcg@20 0.4123; 1 min 15 s\n',
    ]);
  });
});
