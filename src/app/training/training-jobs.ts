import type { Logger } from 'pino';
import { IsthmusError } from '../../domain/errors.js';
import { DEFAULT_FUSION } from '../../domain/media.js';
import type { Ontology } from '../../domain/ontology.js';
import type { TrainingFacts, TrainingProgress, TrainingWish } from '../../domain/trained-models.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { TrainingStart } from '../../models/training/training-log.js';
import { DEFAULT_FIT_OPTIONS, type FitOptions } from '../../recommend/fitting/fit-models.js';
import { FIT_NAME } from '../../recommend/fitting/fitted-model-files.js';
import { FULL_TRAINING, type TrainingEffort } from '../../recommend/training/training-effort.js';
import { copyProjection } from '../../recommend/workers/projection-copy.js';
import type { FitConfig, ReadMediaVectors } from '../fit-store-of.js';
import { ProgressChannel } from './progress-channel.js';
import { outcomeText } from './train-here.js';
import { TrainingJournal } from './training-journal.js';
import { withTrainingLock } from './training-lock.js';
import type { FromTrainingThread, Measured, TrainingJob, TrainingStartData } from './training-messages.js';
import type { TrainingRecord } from './training-record.js';
import { runTrainingThread, TRAINING_THREAD, type TrainingThreadOptions } from './training-thread.js';

/** What trainings work on, and where their results go. */
export interface TrainingJobsParts {
  readonly config: FitConfig;
  /** The graph as it is now; each training gets a copy. */
  readonly projection: () => Projection;
  /** What items have besides texts; nothing when absent. */
  readonly media?: ReadMediaVectors;
  readonly ontology: Ontology;
  /** Has the promoted version serve. */
  readonly reload: () => Promise<unknown>;
  readonly logger: Logger;
  readonly clock: () => number;
  readonly thread?: TrainingThreadOptions;
}

/** Trainings and measurements in threads of their own, beside the requests; one training at a time. */
export class TrainingJobs {
  readonly progress = new ProgressChannel();
  readonly journal: TrainingJournal;
  private readonly stop = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private measuring = new Map<string, Promise<Measured>>();

  constructor(private readonly parts: TrainingJobsParts) {
    this.journal = new TrainingJournal(parts.config.dataDir);
  }

  /** Begins a training and resolves with it. TRAINING_RUNNING when one runs, in this process or in another. */
  async start({ seed, trials }: TrainingWish): Promise<TrainingFacts> {
    this.stop.signal.throwIfAborted();
    const startedAtMs = this.parts.clock();
    const settings = { trials: trials ?? DEFAULT_FIT_OPTIONS.trials, ...FULL_TRAINING };
    const facts = { model: FIT_NAME, startedAtMs, seed: seed ?? DEFAULT_FIT_OPTIONS.seed, settings };
    const start = { ...facts, id: TrainingJournal.newId(startedAtMs) };
    await new Promise<void>((resolve, reject) => {
      let hasBegun = false;
      const work = withTrainingLock(this.journal.lockPath, start.id, async () => {
        const record = await this.journal.begin(start);
        hasBegun = true;
        this.running = work;
        resolve();
        await this.train(start, settings, record);
      }).catch((error: unknown) => {
        if (!hasBegun) return reject(error);
        // Nobody waits for a training that has begun.
        this.parts.logger.error({ err: error }, 'A training could not be finished');
      });
    });
    return { ...start, endedAtMs: null, status: 'running', phases: [], message: null };
  }

  /** Measures a version on the newest held-out items; those who ask for the same at the same time share the answer. */
  measure(version: string): Promise<Measured> {
    const under = this.measuring.get(version);
    if (under !== undefined) return under;
    const measured = this.measureAlone(version).finally(() => this.measuring.delete(version));
    this.measuring.set(version, measured);
    return measured;
  }

  /** Resolves when no training runs here. */
  idle(): Promise<void> {
    return this.running;
  }

  /** Ends what runs; a training that is ended leaves what served as it was. */
  async close(): Promise<void> {
    this.stop.abort(new IsthmusError('INTERNAL', 'The server is stopping.'));
    await this.running;
    await Promise.allSettled(this.measuring.values());
  }

  private async train(
    start: TrainingStart,
    settings: Pick<FitOptions, 'trials'> & TrainingEffort,
    record: TrainingRecord,
  ): Promise<void> {
    const { logger, clock } = this.parts;
    const tell = (step: string, more: Partial<TrainingProgress> = {}): void =>
      this.progress.tell({
        runId: start.id,
        status: 'running',
        step,
        phase: null,
        epoch: null,
        message: null,
        ...more,
      });
    let step = 'copy the graph';
    tell(step);
    logger.info(`Training ${start.id} begins`);
    const onMessage = (message: FromTrainingThread): void => {
      if (message.type === 'step') {
        step = message.step;
        tell(step);
      } else if (message.type === 'epoch') {
        record.epoch(message.phase, message.epoch);
        tell(step, { phase: message.phase, epoch: message.epoch });
      }
    };
    let status: 'finished' | 'failed' | 'stopped' = 'finished';
    let text = '';
    try {
      const { seed, id: runId } = start;
      const last = await this.run({ type: 'train', options: { seed, ...settings, runId } }, onMessage);
      if (last.type !== 'trained') throw new Error('The training thread has measured instead of trained.');
      if (last.outcome.isPromoted) await this.parts.reload();
      text = outcomeText(last.outcome);
      logger.info(`Training ${start.id} has ended: ${text}`);
    } catch (error) {
      status = this.stop.signal.aborted ? 'stopped' : 'failed';
      text = error instanceof Error ? error.message : String(error);
      logger.error({ err: error }, `Training ${start.id} has ${status}; what served goes on`);
    }
    const problem = await record.end(status, clock(), text);
    if (problem !== null) logger.error(problem);
    tell(step, { status, message: text });
  }

  private async measureAlone(version: string): Promise<Measured> {
    const last = await this.run({ type: 'evaluate', version }, () => undefined);
    if (last.type !== 'measured') throw new Error('The training thread has trained instead of measured.');
    return last.measured;
  }

  private async run(job: TrainingJob, onMessage: (message: FromTrainingThread) => void) {
    const { config, projection, media, ontology, clock, thread } = this.parts;
    const { dataDir, executionProvider, textEncoderFolder = null, itemVectors = DEFAULT_FUSION } = config;
    const vectors = media === undefined ? [] : await media();
    const start: TrainingStartData = {
      config: { dataDir, executionProvider, textEncoderFolder, itemVectors },
      projection: copyProjection(projection()),
      media: vectors,
      relations: ontology.all().filter(({ isDeclared }) => isDeclared),
      nowMs: clock(),
      job,
    };
    return runTrainingThread(thread ?? TRAINING_THREAD, start, onMessage, this.stop.signal);
  }
}
