import { datePattern } from './date-pattern.js';
import { utcMs } from './utc-ms.js';

/** Reads a date as epoch milliseconds, or null when it is in none of the formats. */
export type DateParser = (cell: string | number) => number | null;

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i;
const NUMBER = /^-?\d+(?:\.\d+)?$/;
/** Numbers below are seconds (until the year 5138), numbers from here are milliseconds (from 1973). */
const SMALLEST_MILLISECONDS = 1e11;
const LARGEST_MILLISECONDS = 1e14;
/** "2024" and "20240131" may be years and dates as well as seconds: they are refused unless a format says which. */
const AMBIGUOUS = /^(?:19|20|21)\d{2}(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))?$/;

/**
 * A parser for formats that are tried in order: `iso` (without a zone: UTC), `epoch` (seconds or milliseconds by
 * size), `epoch-seconds`, `epoch-milliseconds`, or a pattern of YYYY, MM, DD, HH, mm, ss such as `DD.MM.YYYY HH:mm`.
 */
export function dateParser(formats: readonly string[]): DateParser {
  const parsers = formats.map((format) => parserOf(format));
  return (cell) => {
    const text = typeof cell === 'number' ? String(cell) : cell;
    for (const parse of parsers) {
      const atMs = parse(text);
      if (atMs !== null) return atMs;
    }
    return null;
  };
}

/** Whether a text names a format that `dateParser` takes. */
export function isDateFormat(format: string): boolean {
  return ['iso', 'epoch', 'epoch-seconds', 'epoch-milliseconds'].includes(format) || datePattern(format) !== null;
}

function parserOf(format: string): (text: string) => number | null {
  switch (format) {
    case 'iso':
      return parseIso;
    case 'epoch':
      return (text) => (AMBIGUOUS.test(text) ? null : parseEpoch(text, null));
    case 'epoch-seconds':
      return (text) => parseEpoch(text, 1000);
    case 'epoch-milliseconds':
      return (text) => parseEpoch(text, 1);
    default:
      return datePattern(format) ?? (() => null);
  }
}

function parseEpoch(text: string, factor: 1 | 1000 | null): number | null {
  if (!NUMBER.test(text)) return null;
  const number = Number(text);
  const atMs = Math.round(number * (factor ?? (Math.abs(number) < SMALLEST_MILLISECONDS ? 1000 : 1)));
  return Math.abs(atMs) < LARGEST_MILLISECONDS ? atMs : null;
}

function parseIso(text: string): number | null {
  const match = ISO.exec(text);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const atMs = utcMs(year!, month!, day!, hour!, minute!, second!);
  if (atMs === null) return null;
  const fractionMs = match[7] === undefined ? 0 : Math.floor(Number(`0.${match[7]}`) * 1000);
  const offsetMs = zoneOffsetMs(match[8]);
  return offsetMs === null ? null : atMs + fractionMs - offsetMs;
}

function zoneOffsetMs(zone: string | undefined): number | null {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  if (hours > 14 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
