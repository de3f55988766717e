/** A record that was not written: its place in the list that was given, and why. */
export interface RejectedRecord {
  readonly index: number;
  readonly reason: string;
}

/** What an upsert did with the records that it was given. */
export interface UpsertReport {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: readonly RejectedRecord[];
}

/** Adds up what the batches of one upsert did. */
export class UpsertTally implements UpsertReport {
  created = 0;
  changed = 0;
  unchanged = 0;
  readonly rejected: RejectedRecord[] = [];

  reject(index: number, reason: string): void {
    this.rejected.push({ index, reason });
  }

  add(part: UpsertReport): void {
    this.created += part.created;
    this.changed += part.changed;
    this.unchanged += part.unchanged;
    for (const record of part.rejected) this.rejected.push(record);
  }
}

/** Cuts a list into pieces of at most `size`, each with the place of its first element. */
export function* batchesOf<T>(
  list: readonly T[],
  size: number,
): Generator<{ readonly start: number; readonly batch: readonly T[] }> {
  for (let start = 0; start < list.length; start += size) yield { start, batch: list.slice(start, start + size) };
}
