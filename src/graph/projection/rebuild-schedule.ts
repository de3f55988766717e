import type { ChangeCursor } from '../changes.js';

/** After so long without another bulk write a burst of them is over. */
const SETTLED_MS = 1_000;
/** A burst that does not end is looked at after so long all the same. */
const LONGEST_WAIT_MS = 10_000;
/** Reading everything again takes at most this part of the time. */
const MOST_SHARE = 1 / 4;

/** Decides when everything is read again: once after a burst of bulk writes and not for each of them. */
export class RebuildSchedule {
  private firstSequence: ChangeCursor | null = null;
  private firstMs = 0;
  private lastMs = 0;
  private notBeforeMs = Number.NEGATIVE_INFINITY;

  /** The first bulk change that has not been read, or null. */
  get pending(): ChangeCursor | null {
    return this.firstSequence;
  }

  /** Notes a bulk change. */
  note(sequence: ChangeCursor, nowMs: number): void {
    if (this.firstSequence === null) {
      this.firstSequence = sequence;
      this.firstMs = nowMs;
    }
    this.lastMs = nowMs;
  }

  /** How long to wait before reading everything, or null when there is no need to. `isAwaited`: somebody waits for it. */
  waitMs(nowMs: number, isAwaited: boolean): number | null {
    if (this.firstSequence === null) return null;
    if (isAwaited) return 0;
    const settledMs = Math.min(this.lastMs + SETTLED_MS, this.firstMs + LONGEST_WAIT_MS);
    return Math.max(0, settledMs - nowMs, this.notBeforeMs - nowMs);
  }

  /** To be called when the reading begins; bulk changes from now on ask for another one. */
  begin(): ChangeCursor | null {
    const { firstSequence } = this;
    this.firstSequence = null;
    return firstSequence;
  }

  /** To be called when the reading has ended well. */
  ended(startedMs: number, nowMs: number): void {
    this.notBeforeMs = nowMs + (nowMs - startedMs) * (1 / MOST_SHARE - 1);
  }

  /** To be called when the reading has failed: it is still to be done. */
  failed(sequence: ChangeCursor, nowMs: number): void {
    this.firstSequence = Math.min(sequence, this.firstSequence ?? sequence);
    this.firstMs = nowMs;
    this.lastMs = nowMs;
  }
}
