/** Means of losses over batches of different sizes. */
export class LossMeans {
  constructor(
    /** Sums of loss times examples, which a checkpoint holds. */
    readonly sums: Record<string, number> = {},
    public examples = 0,
  ) {}

  add(losses: Readonly<Record<string, number>>, examples: number): void {
    for (const [name, loss] of Object.entries(losses)) this.sums[name] = (this.sums[name] ?? 0) + loss * examples;
    this.examples += examples;
  }

  figures(): Record<string, number> {
    return Object.fromEntries(Object.entries(this.sums).map(([name, sum]) => [name, sum / this.examples]));
  }
}
