/** Nodes of one read: a popular one has thousands of edges, and the event loop stands still while a result is read. */
export const NODES_PER_READ = 200;

/** Cuts the ids 0 … count - 1 into lists of the size of one read. */
export function* idChunks(count: number, idOf: (index: number) => string): Generator<string[]> {
  for (let start = 0; start < count; start += NODES_PER_READ) {
    yield Array.from({ length: Math.min(NODES_PER_READ, count - start) }, (_, k) => idOf(start + k));
  }
}

/** Reads chunk after chunk and asks for the next one before the last is looked at, so that the store never waits. */
export async function* readAhead<T>(
  chunks: Iterable<string[]>,
  read: (ids: string[]) => Promise<T>,
): AsyncGenerator<T> {
  let ahead: Promise<T> | null = null;
  for (const ids of chunks) {
    const next = read(ids);
    // A consumer that stops early never awaits the last read, whose failure is then nobody's.
    next.catch(() => undefined);
    if (ahead !== null) yield await ahead;
    ahead = next;
  }
  if (ahead !== null) yield await ahead;
}
