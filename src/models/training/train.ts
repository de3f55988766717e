import { IsthmusError } from '../../domain/errors.js';
import { type KeptArray, loadCheckpoint, saveCheckpoint, type TrainingProgress } from './checkpoint.js';
import { createOptimiser } from './create-optimiser.js';
import { drawMasks } from './dropout-masks.js';
import { ForwardPass } from './forward-pass.js';
import { learningRateAt } from './learning-rate.js';
import { LossMeans } from './loss-means.js';
import type { Optimiser } from './optimiser.js';
import { randomFor, type TrainingBatch } from './trainable-model.js';
import type { Training, TrainingOutcome } from './training.js';
import { TrainingStep } from './training-step.js';

/**
 * Trains a model until its validation gets no better, and leaves its parameters at their best. Equal seeds give equal
 * parameters to the last bit, also where a kill and a resumption lie between. An abort throws the signal's reason.
 */
export async function train(training: Training): Promise<TrainingOutcome> {
  const { model, values, isLearned = () => true, session } = training;
  const step = await TrainingStep.open(model, values, isLearned, session);
  try {
    const forward = training.validate === null ? null : await ForwardPass.open(model, values, session);
    try {
      return await new Trainer(training, step, forward).run();
    } finally {
      await forward?.release();
    }
  } finally {
    await step.release();
  }
}

class Trainer {
  private readonly optimiser: Optimiser;
  private readonly best: readonly KeptArray[];
  private progress: TrainingProgress;

  constructor(
    private readonly training: Training,
    private readonly step: TrainingStep,
    private readonly forward: ForwardPass | null,
  ) {
    this.optimiser = createOptimiser(training.settings.optimiser, step.parameters);
    this.best = step.parameters.map(({ name, dimensions, values }) => ({
      name: `best:${name}`,
      dimensions,
      values: values.slice(),
    }));
    this.progress = firstProgress(training.settings.seed);
  }

  async run(): Promise<TrainingOutcome> {
    await this.begin();
    while (!this.isOver()) await this.runEpoch();
    this.keepBest();
    const { records, bestEpoch, bestFigure, step } = this.progress;
    return { records, bestEpoch, bestFigure, steps: step };
  }

  /** Goes on from a checkpoint, or measures the first values, which the training has to beat. */
  private async begin(): Promise<void> {
    const { checkpoint, settings } = this.training;
    const stored = checkpoint ? await loadCheckpoint(checkpoint.folder, settings.seed, this.keptArrays()) : null;
    if (stored !== null) this.progress = stored;
    else if (this.forward !== null) this.progress.bestFigure = this.figureOf(await this.validate());
  }

  private isOver(): boolean {
    const { epoch, bestEpoch } = this.progress;
    const { epochs, patience } = this.training.settings;
    return epoch > epochs || (this.forward !== null && epoch - bestEpoch > patience);
  }

  private async runEpoch(): Promise<void> {
    const { training, progress } = this;
    const { epoch } = progress;
    const means = new LossMeans(progress.lossSums, progress.examples);
    const startedAtMs = training.clock() - progress.seconds * 1000;
    const learnedBefore = progress.batches;
    let batchCount = 0;
    for await (const batch of training.batches(epoch, randomFor(training.settings.seed, `epoch ${epoch}`))) {
      // A resumed epoch makes the batches again that it has learned from already: they use up random numbers.
      if (++batchCount <= learnedBefore) continue;
      training.signal?.throwIfAborted();
      const losses = await this.learn(batch);
      means.add(losses, batch.examples);
      progress.batches = batchCount;
      progress.examples = means.examples;
      progress.seconds = (training.clock() - startedAtMs) / 1000;
      training.onStep?.({ epoch, batch: batchCount, examples: means.examples, loss: losses.loss });
      const { checkpoint } = training;
      if (checkpoint?.everySteps && progress.step % checkpoint.everySteps === 0) await this.save(checkpoint.folder);
    }
    if (means.examples === 0) {
      throw new IsthmusError('TRAINING_FAILED', `There are no examples for "${training.model.name}" to learn from.`);
    }
    await this.endEpoch(means.figures());
  }

  private async learn(batch: TrainingBatch): Promise<Record<string, number>> {
    const { model, settings, values, project } = this.training;
    const step = ++this.progress.step;
    const masks = drawMasks(model.tape, batch.inputs, settings.seed, step);
    const losses = await this.step.run({ ...batch, inputs: { ...batch.inputs, ...masks } }, this.optimiser, {
      step,
      learningRate: learningRateAt(settings.schedule, step),
      clipNorm: settings.clipNorm,
    });
    project?.(values);
    return losses;
  }

  private async endEpoch(losses: Record<string, number>): Promise<void> {
    const { training, progress } = this;
    const { epoch, seconds, examples } = progress;
    const learningRate = learningRateAt(training.settings.schedule, progress.step);
    const valid = await this.validate();
    const record = { epoch, seconds, examples, learningRate, train: losses, valid };
    const figure = this.forward === null ? null : this.figureOf(valid);
    if (figure === null || this.isBetter(figure)) {
      for (const [n, { values }] of this.step.parameters.entries()) this.best[n].values.set(values);
      Object.assign(progress, { bestEpoch: epoch, bestFigure: figure });
    }
    progress.records.push(record);
    Object.assign(progress, { epoch: epoch + 1, batches: 0, seconds: 0, examples: 0, lossSums: {} });
    if (training.checkpoint) await this.save(training.checkpoint.folder);
    await training.onEpoch?.(record);
  }

  private async validate(): Promise<Record<string, number>> {
    const { forward, training } = this;
    return forward === null || training.validate === null ? {} : training.validate(forward.run);
  }

  private figureOf(figures: Readonly<Record<string, number>>): number {
    const { name } = this.training.settings.monitor;
    const figure = figures[name];
    if (Number.isFinite(figure)) return figure;
    throw new IsthmusError(
      'TRAINING_FAILED',
      `The validation of "${this.training.model.name}" gave ${figure} for "${name}". Are there examples held out, of more than one kind?`,
    );
  }

  private isBetter(figure: number): boolean {
    const { bestFigure } = this.progress;
    if (bestFigure === null) return true;
    return this.training.settings.monitor.better === 'lower' ? figure < bestFigure : figure > bestFigure;
  }

  private keepBest(): void {
    for (const [n, { values }] of this.step.parameters.entries()) values.set(this.best[n].values);
  }

  private async save(folder: string): Promise<void> {
    await saveCheckpoint(folder, this.progress, this.keptArrays());
  }

  private keptArrays(): KeptArray[] {
    const memory = Array.from(this.optimiser.memory, ([name, values]) => ({
      name: `optimiser:${name}`,
      dimensions: [values.length],
      values,
    }));
    return [...this.step.parameters, ...this.best, ...memory];
  }
}

function firstProgress(seed: number): TrainingProgress {
  return {
    seed,
    step: 0,
    epoch: 1,
    batches: 0,
    seconds: 0,
    examples: 0,
    lossSums: {},
    bestEpoch: 0,
    bestFigure: null,
    records: [],
  };
}
