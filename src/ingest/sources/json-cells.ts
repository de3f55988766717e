import type { Cell, SourceOptions } from './source-row.js';

type Reading = Pick<SourceOptions, 'meaningOf' | 'cleanText'>;

/** A value that no cell can hold, and why. */
export class UnreadableValue extends Error {}

/**
 * The cells of one object: nulls and empty texts are left out, objects inside become columns with a dot
 * (`{"context": {"device": "phone"}}` is the column `context.device`).
 */
export function cellsOfObject(object: object, reading: Reading): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  addCells(object, '', cells, reading);
  return cells;
}

function addCells(object: object, prefix: string, cells: Map<string, Cell>, reading: Reading): void {
  for (const [key, value] of Object.entries(object)) {
    const name = `${prefix}${key}`;
    if (isPlainObject(value)) {
      if (prefix !== '') throw new UnreadableValue(`${name}: objects may be nested only once.`);
      addCells(value, `${name}.`, cells, reading);
      continue;
    }
    const cell = toCell(value, name, reading.cleanText);
    if (cell !== null) cells.set(reading.meaningOf(name), cell);
  }
}

function toCell(value: unknown, name: string, cleanText: (text: string) => string): Cell | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return cleanText(value) || null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') {
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  }
  // Dates come from Parquet only; like every time they are epoch milliseconds from here on.
  if (value instanceof Date) return value.getTime();
  if (Array.isArray(value)) {
    const texts = value.filter((part) => part !== null && part !== '').map((part) => toListPart(part, name, cleanText));
    return texts.length === 0 ? null : texts;
  }
  throw new UnreadableValue(
    `${name}: the value cannot be read. Use a text, a number, true or false, or a list of texts.`,
  );
}

function toListPart(part: unknown, name: string, cleanText: (text: string) => string): string {
  if (typeof part === 'string') return cleanText(part);
  if (typeof part === 'number' || typeof part === 'bigint' || typeof part === 'boolean') return String(part);
  throw new UnreadableValue(`${name}: a list may hold texts and numbers only.`);
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
