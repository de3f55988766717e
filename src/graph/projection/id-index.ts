/** Numbers ids from 0 in the order in which they come, and finds them both ways. Numbers are never reused. */
export class IdIndex {
  private readonly numbers = new Map<string, number>();
  private readonly ids: string[] = [];

  get size(): number {
    return this.ids.length;
  }

  /** The number of an id; a new id gets the next one. */
  add(id: string): number {
    const known = this.numbers.get(id);
    if (known !== undefined) return known;
    this.numbers.set(id, this.ids.length);
    this.ids.push(id);
    return this.ids.length - 1;
  }

  /** The number of an id, or -1. */
  indexOf(id: string): number {
    return this.numbers.get(id) ?? -1;
  }

  idOf(index: number): string {
    return this.ids[index];
  }

  /** Forgets the id, whose number stays taken: rows of the projection keep their place. */
  remove(id: string): void {
    this.numbers.delete(id);
  }

  has(id: string): boolean {
    return this.numbers.has(id);
  }

  /** The ids that have not been removed, each once. */
  liveIds(): IterableIterator<string> {
    return this.numbers.keys();
  }
}
