const MS_A_SECOND = 1_000;

/**
 * How long a server asks to wait, from its headers: `retry-after-ms`, or `retry-after` as seconds or as a date
 * (RFC 9110, 10.2.3). Null when it says nothing that can be read.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, nowMs: number): number | null {
  const exact = numberOf(headers['retry-after-ms']);
  if (exact !== null) return exact;
  const text = headers['retry-after'];
  const seconds = numberOf(text);
  if (seconds !== null) return seconds * MS_A_SECOND;
  // Without a month it is no date, though `Date.parse` would make one of "-5".
  const atMs = /[a-z]{3}/i.test(text ?? '') ? Date.parse(text ?? '') : Number.NaN;
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : null;
}
