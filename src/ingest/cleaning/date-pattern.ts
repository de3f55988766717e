import { utcMs } from './utc-ms.js';

/** Reads texts of one pattern as epoch milliseconds in UTC, null for every other text. */
type DatePattern = (text: string) => number | null;

const PARTS: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  MM: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
};
const PART = /YYYY|MM|DD|HH|mm|ss/g;

/** The reader of a pattern such as `DD.MM.YYYY HH:mm`, or null when the pattern lacks year, month or day. */
export function datePattern(pattern: string): DatePattern | null {
  const parts: readonly string[] = pattern.match(PART) ?? [];
  const isComplete = ['YYYY', 'MM', 'DD'].every((part) => parts.includes(part));
  if (!isComplete || new Set(parts).size !== parts.length) return null;
  let source = '';
  let end = 0;
  for (const match of pattern.matchAll(PART)) {
    source += escaped(pattern.slice(end, match.index)) + PARTS[match[0]];
    end = match.index + match[0].length;
  }
  const expression = new RegExp(`^${source}${escaped(pattern.slice(end))}$`);
  return (text) => {
    const found = expression.exec(text)?.groups;
    if (found === undefined) return null;
    const part = (name: string) => Number(found[name] ?? 0);
    return utcMs(part('year'), part('month'), part('day'), part('hour'), part('minute'), part('second'));
  };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
