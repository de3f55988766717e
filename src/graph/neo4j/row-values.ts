import neo4j, { type Record as BoltRecord } from 'neo4j-driver';
import { toNumber } from './integers.js';

/** Turns records into the port's rows and adds up about how many bytes they take, which callers limit. */
export class RowReader {
  /** About how much memory the rows take that were read so far. */
  bytes = 0;

  /** The record as a row: integers as numbers, points in time as epoch milliseconds. */
  row(record: BoltRecord): Record<string, unknown> {
    const { keys, length } = record;
    const row: Record<string, unknown> = {};
    for (let k = 0; k < length; k++) row[String(keys[k])] = this.value(record.get(k));
    return row;
  }

  private value(value: unknown): unknown {
    if (typeof value === 'string') {
      this.bytes += value.length + 16;
      return value;
    }
    this.bytes += 8;
    if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? Number(value) : value;
    if (neo4j.isInt(value)) return toNumber(value);
    if (Array.isArray(value)) {
      for (let k = 0; k < value.length; k++) value[k] = this.value(value[k]);
      return value;
    }
    if (neo4j.isDateTime(value) || neo4j.isLocalDateTime(value) || neo4j.isDate(value)) {
      return value.toStandardDate().getTime();
    }
    if (neo4j.isDuration(value) || neo4j.isTime(value) || neo4j.isLocalTime(value)) return value.toString();
    const map: Record<string, unknown> = {};
    for (const [name, entry] of Object.entries(value)) map[name] = this.value(entry);
    return map;
  }
}
