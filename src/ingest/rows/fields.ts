import { z } from 'zod';
import type { DateParser } from '../cleaning/parse-date.js';
import type { IdType, Mapping } from '../mapping/mapping.js';

const MAX_ID_CHARACTERS = 512;
const DAY_MS = 24 * 60 * 60 * 1000;
const LIST_ERROR = 'A single value is needed, not a list.';

const cell = z.union([z.string(), z.number(), z.boolean()], {
  error: (issue) => (issue.input === undefined ? 'The value is missing.' : LIST_ERROR),
});

/** A text; numbers and truth values of JSONL and Parquet are taken as they are written. */
export const text = cell.transform(String);

/** A text that may be missing. */
export const optionalText = text.optional().transform((value) => value ?? null);

/** An id, in the letter case that the mapping asks for. */
export function idField(type: IdType, mapping: Mapping) {
  return text
    .transform((value) => foldCase(value, mapping.idCase[type]))
    .refine((value) => value.length <= MAX_ID_CHARACTERS, `The id is longer than ${MAX_ID_CHARACTERS} characters.`);
}

/** Brings an id to the letter case that its type has. */
export function foldCase(id: string, letterCase: Mapping['idCase'][IdType]): string {
  if (letterCase === 'lower') return id.toLowerCase();
  return letterCase === 'upper' ? id.toUpperCase() : id;
}

/** A finite number. */
export const number = cell.transform((value, context) => {
  const parsed = typeof value === 'number' ? value : parseNumber(String(value));
  if (Number.isFinite(parsed)) return parsed;
  context.addIssue(`${quoted(value)} is not a number.`);
  return z.NEVER;
});

/** A number that is not negative: ratings, counts, durations and weights. */
export const amount = number.refine((value) => value >= 0, 'The number must not be negative.');

export const year = number.refine(
  (value) => Number.isInteger(value) && Math.abs(value) <= 9999,
  'A year is a whole number such as 1995.',
);

/** A time in epoch milliseconds that is not in the future; a day of grace covers time zones. */
export function dateField(parse: DateParser, nowMs: () => number) {
  return cell.transform((value, context) => {
    const atMs = typeof value === 'boolean' ? null : parse(value);
    if (atMs === null) {
      context.addIssue(`${quoted(value)} is not a date that can be read. Set "dates" in isthmus.yaml.`);
      return z.NEVER;
    }
    if (atMs > nowMs() + DAY_MS) {
      context.addIssue(`${quoted(value)} is in the future.`);
      return z.NEVER;
    }
    return atMs;
  });
}

const TRUE = new Set(['true', '1', 'yes', 'y', 't']);
const FALSE = new Set(['false', '0', 'no', 'n', 'f']);

export const truth = cell.transform((value, context) => {
  const lower = String(value).toLowerCase();
  if (TRUE.has(lower)) return true;
  if (FALSE.has(lower)) return false;
  context.addIssue(`${quoted(value)} is neither true nor false.`);
  return z.NEVER;
});

/** Several texts: a list of JSONL or Parquet, or one cell with separators. Repeated ones count once. */
export function listField(separator: string) {
  return z.union([cell, z.array(z.string())]).transform((value) => {
    const parts = Array.isArray(value) ? value : String(value).split(separator);
    return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))];
  });
}

/** Numbers as people write them; what JavaScript takes besides (hexadecimal, "Infinity") is not one. */
function parseNumber(value: string): number {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value) ? Number(value) : Number.NaN;
}

/** A value as it is shown in a reason. */
export function quoted(value: unknown): string {
  const shown = String(value);
  return JSON.stringify(shown.length > 60 ? `${shown.slice(0, 60)}…` : shown);
}
