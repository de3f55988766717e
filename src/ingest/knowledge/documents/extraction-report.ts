import type { Extraction, ExtractionUsage } from '../../../domain/extraction.js';

/** What became of the documents of one run: `seen` is the sum of unchanged, read and failed ones. */
export interface ExtractionRunReport {
  readonly seen: number;
  /** Read before by the same extractor, and the same still: they cost nothing. */
  readonly unchanged: number;
  readonly read: number;
  readonly failed: number;
  /** Documents that are not there any more. */
  readonly removed: number;
  readonly facts: number;
  /** Facts that were left out, by reason. */
  readonly dropped: Readonly<Record<string, number>>;
  readonly usage: ExtractionUsage;
  readonly seconds: number;
}

/** Adds up what happens in a run. */
export class ExtractionTally {
  seen = 0;
  unchanged = 0;
  read = 0;
  failed = 0;
  removed = 0;
  facts = 0;
  private readonly dropped: Record<string, number> = {};
  private calls = 0;
  private inputTokens = 0;
  private outputTokens = 0;
  private cost: number | null = 0;

  drop(reason: string, count = 1): void {
    this.dropped[reason] = (this.dropped[reason] ?? 0) + count;
  }

  add({ dropped, usage }: Extraction): void {
    for (const [reason, count] of Object.entries(dropped)) this.drop(reason, count);
    if (usage === undefined) return;
    this.calls += usage.calls;
    this.inputTokens += usage.inputTokens;
    this.outputTokens += usage.outputTokens;
    this.cost = this.cost === null || usage.cost === null ? null : this.cost + usage.cost;
  }

  report(seconds: number): ExtractionRunReport {
    const { seen, unchanged, read, failed, removed, facts, dropped, calls, inputTokens, outputTokens, cost } = this;
    const usage = { calls, inputTokens, outputTokens, cost };
    return { seen, unchanged, read, failed, removed, facts, dropped, usage, seconds };
  }
}
