/** The values of a source, each next one asked for before the last is used, so that reading and writing overlap. */
export async function* readAhead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = source.next();
  try {
    for (;;) {
      const { value, done } = await next;
      if (done === true) return;
      next = source.next();
      // A consumer that stops early never awaits it; its failure is then nobody's.
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    // The store may be closed after this: no read of it may be under way any more.
    await next.catch(() => undefined);
    await source.return(undefined);
  }
}
