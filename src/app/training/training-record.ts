import type { EpochFacts } from '../../domain/trained-models.js';
import type { TensorboardLog } from '../../models/report/tensorboard-log.js';
import type { TrainingLog } from '../../models/training/training-log.js';

/**
 * Keeps the epochs of a training in its log and for TensorBoard while it goes on. A record that cannot be written, as on
 * a full disk, does not end the training: its curves are lost, and its models may still be saved.
 */
export class TrainingRecord {
  private writing: Promise<void> = Promise.resolve();
  private failure: unknown = null;

  constructor(
    private readonly log: TrainingLog,
    private readonly events: TensorboardLog,
    private readonly clock: () => number,
  ) {}

  /** Adds an epoch; those of one training are written in their order. */
  epoch(phase: string, record: EpochFacts): void {
    const endedAtMs = this.clock();
    this.write(async () => {
      await this.log.epoch(phase, record);
      await this.events.epoch(phase, record, endedAtMs);
    });
  }

  /** Says how the training ended; resolves with why the record is not whole, or with null. */
  async end(
    status: 'finished' | 'failed' | 'stopped',
    endedAtMs: number,
    message: string | null,
  ): Promise<string | null> {
    this.write(() => this.log.end(status, endedAtMs, message));
    await this.writing;
    if (this.failure === null) return null;
    const cause = this.failure instanceof Error ? this.failure.message : String(this.failure);
    return `The record of the training could not be written, so its curves are not whole: ${cause}.`;
  }

  private write(work: () => Promise<void>): void {
    this.writing = this.writing.then(work).catch((error: unknown) => {
      this.failure ??= error;
    });
  }
}
