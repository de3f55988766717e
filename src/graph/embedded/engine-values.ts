/**
 * Turns the engine's values into the port's, in place: integers beyond 2^53 come as bigint and times as Date, which
 * the port knows only as numbers (epoch milliseconds).
 */
export function plainRows(rows: Record<string, unknown>[]): Record<string, unknown>[] {
  for (const row of rows) for (const name of Object.keys(row)) row[name] = plainValue(row[name]);
  return rows;
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value === null || typeof value !== 'object') return value;
  if (isDate(value)) return value.getTime();
  if (Array.isArray(value)) {
    for (let k = 0; k < value.length; k++) {
      const entry: unknown = value[k];
      if (typeof entry === 'bigint' || (entry !== null && typeof entry === 'object')) value[k] = plainValue(entry);
    }
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, plainValue(entry)]));
}

/** By tag, because the native module's dates may come from another realm, where `instanceof Date` is false. */
function isDate(value: object): value is Date {
  return Object.prototype.toString.call(value) === '[object Date]';
}
