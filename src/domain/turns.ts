/**
 * Lets one piece of work finish before the next begins, in the order of asking. Work that fails fails for its own
 * caller alone.
 */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(work);
    this.last = result.catch(() => undefined);
    return result;
  }

  /** Resolves when everything that has asked so far is done. */
  async idle(): Promise<void> {
    await this.last;
  }
}
