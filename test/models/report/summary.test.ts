import type { EpochFacts, TrainingFacts } from '../../../src/domain/trained-models.js';
import { summarise } from '../../../src/models/report/summary.js';
import { sampleRun, sampleSections } from './sample-training.js';

const record = (epoch: number, train: number, valid: Readonly<Record<string, number>>): EpochFacts => ({
  epoch,
  seconds: 2,
  examples: 1_000,
  learningRate: 0.01,
  train: { loss: train },
  valid,
});

const run = (epochs: readonly EpochFacts[], more: Partial<TrainingFacts> = {}): TrainingFacts => ({
  ...sampleRun(1),
  phases: [{ name: 'ranker', epochs }],
  ...more,
});

describe('the summary of a training', () => {
  test('says what was done, how the loss went and which epoch was best', () => {
    const epochs = [
      record(1, 0.9, { loss: 0.95, 'ndcg@10': 0.2 }),
      record(2, 0.6, { loss: 0.7, 'ndcg@10': 0.31 }),
      record(3, 0.5, { loss: 0.8, 'ndcg@10': 0.3 }),
    ];
    expect(summarise(run(epochs), [])).toEqual([
      'The training of ranker finished.',
      'It went through ranker (3 epochs) in 6.0 s: 3,000 examples, 500 examples a second.',
      'ranker: the loss fell from 0.9 to 0.5 on the examples learned from; on those held out it was lowest in epoch 2 of 3, at 0.7.',
      'It rose again to 0.8 by the end, a sign of overfitting.',
      'ranker, best on held-out examples: ndcg@10 0.31 (epoch 2).',
    ]);
  });

  test('of an error, the lowest is the best', () => {
    const sentences = summarise(run([record(1, 1, { rmse: 0.9 }), record(2, 1, { rmse: 0.8 })]), []);
    expect(sentences).toContain('ranker: the loss did not fall from 1 to 1 on the examples learned from.');
    expect(sentences).toContain('ranker, best on held-out examples: rmse 0.8 (epoch 2).');
  });

  test('names the cause of a failed training, and that no epoch was completed', () => {
    const failed = run([], { status: 'failed', message: 'the disk is full', phases: [] });
    expect(summarise(failed, [])).toEqual([
      'The training of ranker failed.',
      'the disk is full.',
      'No epoch was completed.',
    ]);
  });

  test('says that a loss is not a number', () => {
    expect(summarise(run([record(1, Number.NaN, {})]), [])).toContain(
      'ranker: the loss of some epochs is not a number.',
    );
  });

  test('has a sentence for every section', () => {
    const text = summarise(sampleRun(), sampleSections()).join('\n');
    expect(text).toContain('Shuffling these features costs most NDCG@20: collaborative walk, z-score (0.061)');
    expect(text).toMatch(/Predictions miss what was observed, in the mean: click by \d/);
    expect(text).toContain('consume 0.36 (by the usual score 0.33).');
    expect(text).toContain('a gain of 0.02 (0.005 to 0.035 with 95 % confidence).');
    expect(text).toContain('Too little is known to learn these objectives: dwell (3 lists).');
    expect(text).toContain('By history length, NDCG@20 goes from 0.184 (1–5 items) to 0.617 (over 100 items).');
    expect(text).toContain(
      'Compressed by int8 static, percentile 99.99, the model is 3.8 times smaller and 2.6 times as fast; it loses 0.1 % of NDCG@20.',
    );
  });
});
