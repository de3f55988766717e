import type { ExtractedFact, Extraction, ExtractionUsage } from '../../domain/extraction.js';
import type { DropReason } from './check-fact.js';

/** What has been found in one document so far. */
export class Findings {
  private readonly facts = new Map<string, ExtractedFact>();
  private readonly dropped: Partial<Record<DropReason, number>> = {};
  private usage: ExtractionUsage = { calls: 0, inputTokens: 0, outputTokens: 0, cost: 0 };

  constructor(private readonly maxFacts: number) {}

  /** Keeps a fact once: pieces overlap, and models repeat themselves. */
  add(fact: ExtractedFact): void {
    const { subject, relation, name, kind, attribute } = fact;
    const key = JSON.stringify([subject, relation, name.toLowerCase(), kind, attribute]);
    if (this.facts.has(key)) this.drop('stated twice');
    else if (this.facts.size >= this.maxFacts) this.drop('too many facts');
    else this.facts.set(key, fact);
  }

  drop(reason: DropReason, count = 1): void {
    if (count > 0) this.dropped[reason] = (this.dropped[reason] ?? 0) + count;
  }

  addUsage({ calls, inputTokens, outputTokens, cost }: ExtractionUsage): void {
    const sum = this.usage;
    this.usage = {
      calls: sum.calls + calls,
      inputTokens: sum.inputTokens + inputTokens,
      outputTokens: sum.outputTokens + outputTokens,
      cost: sum.cost === null || cost === null ? null : sum.cost + cost,
    };
  }

  extraction(): Extraction {
    return { facts: [...this.facts.values()], dropped: this.dropped, usage: this.usage };
  }
}
