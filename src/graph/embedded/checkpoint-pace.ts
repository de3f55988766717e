import { statSync } from 'node:fs';
import type { GrafeoDB } from '@grafeo-db/js';

const MEGABYTE = 1024 * 1024;
/** A small store is written out whenever its log has grown by so much. */
const FEWEST_LOG_BYTES = 64 * MEGABYTE;
/** A large one when its log is this part of it. */
const LOG_SHARE = 0.25;
/** A store of so many bytes is written out once an interval; one that is larger, that much more rarely. */
const BYTES_AN_INTERVAL = 256 * MEGABYTE;
const WRITES_BETWEEN_LOOKS = 50;
const GROWTH = 1.5;

/**
 * How often the engine writes the whole store to its file, which keeps the log short and opening fast. It costs as
 * much as the store is large, so a store that grows is written out less often; else a large ingest would spend its
 * time on writing again what has long been written.
 */
export class CheckpointPace {
  private setForBytes = 0;
  private writes = 0;

  constructor(
    private readonly db: Pick<GrafeoDB, 'setCheckpointTriggers'>,
    private readonly path: string,
    private readonly intervalMs: number,
  ) {
    this.setFor(this.storeBytes());
  }

  /** To be called after each write; looks at the size of the store now and then. */
  written(): void {
    if (++this.writes % WRITES_BETWEEN_LOOKS !== 0) return;
    const bytes = this.storeBytes();
    if (bytes > this.setForBytes * GROWTH) this.setFor(bytes);
  }

  private setFor(bytes: number): void {
    this.db.setCheckpointTriggers({
      intervalMs: Math.round(this.intervalMs * Math.max(1, bytes / BYTES_AN_INTERVAL)),
      walBytes: Math.max(FEWEST_LOG_BYTES, Math.round(bytes * LOG_SHARE)),
    });
    this.setForBytes = Math.max(bytes, MEGABYTE);
  }

  private storeBytes(): number {
    return statSync(this.path, { throwIfNoEntry: false })?.size ?? 0;
  }
}
