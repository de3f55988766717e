const CLASSES = 4;

/** Divides lengths into at most four classes of about equal size, and names the class of each, such as "5 to 12 items". */
export function lengthClasses(lengths: readonly number[]): (length: number) => string {
  const sorted = lengths.toSorted((a, b) => a - b);
  const starts = new Set<number>();
  for (let n = 0; n < CLASSES; n++) starts.add(sorted[Math.floor((n * sorted.length) / CLASSES)]);
  const bounds = [...starts];
  return (length) => {
    const at = Math.max(
      0,
      bounds.findLastIndex((start) => start <= length),
    );
    const first = bounds[at];
    const last = at + 1 < bounds.length ? (sorted.findLast((other) => other < bounds[at + 1]) ?? first) : sorted.at(-1);
    return first === last ? `${first} items` : `${first} to ${last} items`;
  };
}
