import type { InteractionRecord } from '../../domain/records.js';
import type { Turns } from '../../domain/turns.js';
import type { InteractionOutcome } from './plan-interactions.js';

/** How events are taken in. */
export interface RecordOptions {
  /** Makes a user of every unknown user id instead of refusing its events. */
  readonly createMissingUsers?: boolean;
}

interface Waiting {
  readonly records: readonly InteractionRecord[];
  readonly createMissingUsers: boolean;
  readonly resolve: (outcomes: InteractionOutcome[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Writes a batch of events in one transaction; the outcomes are in the order of the records. */
export type EventBatchWriter = (
  records: readonly InteractionRecord[],
  createMissingUsers: boolean,
) => Promise<InteractionOutcome[]>;

/** Puts the events of callers that wait for their turn into one transaction, so that they share its cost. */
export class EventIntake {
  private waiting: Waiting[] = [];

  constructor(
    private readonly turns: Turns,
    private readonly write: EventBatchWriter,
    private readonly maxRows: number,
  ) {}

  /** Resolves when the events are durable; at most `maxRows` of them. */
  take(records: readonly InteractionRecord[], createMissingUsers: boolean): Promise<InteractionOutcome[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ records, createMissingUsers, resolve, reject });
      // Every caller queues a turn; a turn whose events an earlier one has taken along has nothing left to do.
      this.turns.take(() => this.writeNext()).catch(reject);
    });
  }

  private async writeNext(): Promise<void> {
    const group = this.nextGroup();
    if (group.length === 0) return;
    try {
      const outcomes = await this.write(
        group.flatMap((entry) => entry.records),
        group[0].createMissingUsers,
      );
      let start = 0;
      for (const { records, resolve } of group) {
        resolve(outcomes.slice(start, start + records.length));
        start += records.length;
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  private nextGroup(): Waiting[] {
    let rows = 0;
    let count = 0;
    for (const { records, createMissingUsers } of this.waiting) {
      rows += records.length;
      if (count > 0 && (rows > this.maxRows || createMissingUsers !== this.waiting[0].createMissingUsers)) break;
      count++;
    }
    return this.waiting.splice(0, count);
  }
}
