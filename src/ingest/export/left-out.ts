/** What the graph holds and a format cannot say, counted, so that nothing goes missing unsaid. */
export class LeftOut {
  private readonly counts = new Map<string, number>();

  /** Notes one thing; `what` begins a sentence, such as "The property Item.vector". */
  add(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  /** One sentence for each kind of thing. */
  sentences(): string[] {
    return [...this.counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([what, count]) => `${what} cannot be said in data files: left out, ${count.toLocaleString('en-US')} in all.`,
      );
  }
}
