import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { IsthmusError } from '../../domain/errors.js';
import type { TrainingFacts } from '../../domain/trained-models.js';
import { TensorboardLog } from '../../models/report/tensorboard-log.js';
import { errorCode } from '../../models/store/error-code.js';
import { notSaved } from '../../models/store/not-saved.js';
import { readTrainingRun, TrainingLog, type TrainingStart } from '../../models/training/training-log.js';
import { lockedRun } from './training-lock.js';
import { TrainingRecord } from './training-record.js';

const KEPT_RUNS = 100;
const DIED = 'The process that trained has ended before the training did.';
const LOG = /^(\d{8}T\d{9}Z-\d+)\.jsonl$/;

/**
 * The records of all trainings of a data folder: a log a training, and a folder of the same name with its events for
 * TensorBoard. The names begin with the time of the start.
 */
export class TrainingJournal {
  private readonly folder: string;
  /** The file that says which training runs, in whatever process. */
  readonly lockPath: string;

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'trainings');
    this.lockPath = join(dataDir, 'models', 'training.lock');
  }

  /** A name for a training that begins now. */
  static newId(nowMs: number): string {
    return `${new Date(nowMs).toISOString().replace(/[-:.]/g, '')}-${process.pid}`;
  }

  /** Begins the record of a training; the oldest records beyond a hundred are deleted. */
  async begin(start: TrainingStart): Promise<TrainingRecord> {
    const path = this.pathOf(start.id);
    try {
      await mkdir(this.folder, { recursive: true });
      for (const id of (await this.ids()).slice(KEPT_RUNS - 1)) {
        await rm(this.pathOf(id), { force: true });
        await rm(this.eventsFolder(id), { recursive: true, force: true });
      }
      const log = await TrainingLog.open(path, start);
      return new TrainingRecord(log, new TensorboardLog(this.eventsFolder(start.id), start.startedAtMs), Date.now);
    } catch (cause) {
      throw notSaved(path, cause);
    }
  }

  /** Where TensorBoard finds the curves of a training. */
  eventsFolder(id: string): string {
    return join(this.folder, id);
  }

  /** The ids of all trainings, the newest first. */
  async ids(): Promise<string[]> {
    const names = await readdir(this.folder).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return [];
      throw error;
    });
    return names
      .flatMap((name) => LOG.exec(name)?.[1] ?? [])
      .sort()
      .reverse();
  }

  /** A training, or null when there is no log of it or the log cannot be read. */
  async run(id: string): Promise<TrainingFacts | null> {
    if (!LOG.test(`${id}.jsonl`)) return null;
    try {
      const run = await readTrainingRun(this.pathOf(id));
      if (run.status !== 'running' || (await lockedRun(this.lockPath)) === id) return run;
      // It may have ended between the two looks.
      const last = await readTrainingRun(this.pathOf(id));
      return last.status === 'running' ? { ...last, status: 'stopped', message: DIED } : last;
    } catch (error) {
      if (errorCode(error) === 'ENOENT' || error instanceof IsthmusError) return null;
      throw error;
    }
  }

  private pathOf(id: string): string {
    return join(this.folder, `${id}.jsonl`);
  }
}
