import type { z } from 'zod';
import type { Cell, Cells } from '../sources/source-row.js';

/** A row as a record, with the number of values that were clipped, or why it is none. */
type RowReading<T> =
  | { readonly type: 'record'; readonly record: T; readonly clipped: number }
  | { readonly type: 'refused'; readonly reason: string };

/** Turns the cells of one row into a record. */
export type RowReader<T> = (cells: Cells) => RowReading<T>;

/** The named cells as an object that a schema can check. */
export function pick<K extends string>(cells: Cells, columns: readonly K[]): Partial<Record<K, Cell>> {
  const picked: Partial<Record<K, Cell>> = {};
  for (const column of columns) {
    const cell = cells.get(column);
    if (cell !== undefined) picked[column] = cell;
  }
  return picked;
}

/** One sentence a problem, each with its column. */
export function reasonOf(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join(' ');
}

export function recordReading<T>(record: T, clipped = 0): RowReading<T> {
  return { type: 'record', record, clipped };
}

export function refusal(reason: string): { readonly type: 'refused'; readonly reason: string } {
  return { type: 'refused', reason };
}
