import type { Logger } from 'pino';
import { IsthmusError } from '../../domain/errors.js';

/** When trainings begin by themselves; null for never. */
export interface TrainingScheduleOptions {
  /** So long after the training before has ended, or the served version was made. */
  readonly everyMs: number | null;
  /** After so many new events. */
  readonly afterEvents: number | null;
  /** How many events the graph holds now. */
  readonly eventCount: () => number;
  /** Begins a training and resolves, when it has ended, with whether it went well. */
  readonly train: () => Promise<boolean>;
  readonly clock: () => number;
  readonly logger: Logger;
  /** When the served version was made, in epoch milliseconds; null when nothing serves. */
  readonly trainedAtMs: number | null;
}

const CHECK_MS = 1_000;
/** After a training that failed, so that one that always fails does not begin again at once. */
const PAUSE_AFTER_FAILURE_MS = 600_000;

/** Begins trainings by the clock and by the number of new events. */
export class TrainingSchedule {
  private timer: NodeJS.Timeout | null = null;
  private isTraining = false;
  private trainedAtMs: number;
  private trainedEvents: number;
  private pausedUntilMs = 0;

  constructor(private readonly options: TrainingScheduleOptions) {
    this.trainedAtMs = options.trainedAtMs ?? options.clock();
    this.trainedEvents = options.eventCount();
  }

  start(): void {
    const { everyMs, afterEvents } = this.options;
    if (everyMs === null && afterEvents === null) return;
    this.timer = setInterval(() => void this.check(), CHECK_MS);
    this.timer.unref();
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** Trains when it is time; resolves when the training, if any, has ended. */
  async check(): Promise<void> {
    const { train, clock, eventCount, logger } = this.options;
    if (this.isTraining || clock() < this.pausedUntilMs || !this.isDue()) return;
    this.isTraining = true;
    const events = eventCount();
    try {
      if (await train()) {
        this.trainedAtMs = clock();
        this.trainedEvents = events;
      } else {
        this.pausedUntilMs = clock() + PAUSE_AFTER_FAILURE_MS;
      }
    } catch (error) {
      // Somebody else trains; the next check looks again.
      if (error instanceof IsthmusError && error.code === 'TRAINING_RUNNING') return;
      this.pausedUntilMs = clock() + PAUSE_AFTER_FAILURE_MS;
      logger.error({ err: error }, 'A training that was due could not begin; the next try is in ten minutes');
    } finally {
      this.isTraining = false;
    }
  }

  private isDue(): boolean {
    const { everyMs, afterEvents, clock, eventCount } = this.options;
    if (everyMs !== null && clock() - this.trainedAtMs >= everyMs) return true;
    return afterEvents !== null && eventCount() - this.trainedEvents >= afterEvents;
  }
}
