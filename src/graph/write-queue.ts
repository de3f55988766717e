/** Lets one task run at a time, in the order in which they asked. */
export class WriteQueue {
  private tail: Promise<unknown> = Promise.resolve();

  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.tail.then(task);
    this.tail = result.catch(() => undefined);
    return result;
  }

  /** Resolves when everything that has asked so far is done. */
  async idle(): Promise<void> {
    await this.tail;
  }
}
