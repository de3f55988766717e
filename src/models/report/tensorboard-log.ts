import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EpochFacts, TrainingFacts } from '../../domain/trained-models.js';
import { type Scalar, scalarRecord, versionRecord } from './event-record.js';

/**
 * Writes epochs as events for TensorBoard, which shows them while training goes on. Each phase has a folder for what
 * was learned from and one for what was held out, so that TensorBoard draws both lines into one chart.
 */
export class TensorboardLog {
  private readonly begun = new Set<string>();

  constructor(
    private readonly folder: string,
    /** Tells apart the files of trainings that write to the same folder. */
    private readonly startedAtMs: number,
  ) {}

  /** Adds an epoch, which ended at the given time. */
  async epoch(phase: string, record: EpochFacts, endedAtMs: number): Promise<void> {
    const { epoch, examples, seconds, learningRate } = record;
    const speed = seconds > 0 ? [{ tag: 'examples_per_second', value: examples / seconds }] : [];
    const train = [...scalars(record.train), { tag: 'learning_rate', value: learningRate }, ...speed];
    await this.append(`${phase}-train`, epoch, train, endedAtMs);
    await this.append(`${phase}-valid`, epoch, scalars(record.valid), endedAtMs);
  }

  private async append(name: string, step: number, values: readonly Scalar[], atMs: number): Promise<void> {
    if (values.length === 0) return;
    const folder = join(this.folder, folderName(name));
    const path = join(folder, `events.out.tfevents.${Math.floor(this.startedAtMs / 1000)}.isthmus`);
    const records = [scalarRecord(atMs, step, values)];
    if (!this.begun.has(path)) {
      await mkdir(folder, { recursive: true });
      records.unshift(versionRecord(atMs));
      this.begun.add(path);
    }
    await appendFile(path, Buffer.concat(records));
  }
}

/** Writes a whole training for TensorBoard, with the times at which its epochs ended. */
export async function writeTensorboardLog(folder: string, run: TrainingFacts): Promise<void> {
  const log = new TensorboardLog(folder, run.startedAtMs);
  let atMs = run.startedAtMs;
  for (const { name, epochs } of run.phases) {
    for (const record of epochs) {
      atMs += record.seconds * 1000;
      await log.epoch(name, record, atMs);
    }
  }
}

function scalars(figures: Readonly<Record<string, number>>): Scalar[] {
  return Object.entries(figures).map(([tag, value]) => ({ tag, value }));
}

/** Names of phases must not lead out of the folder. */
function folderName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}_-]+/gu, '-');
}
