import type { CostEstimate, Generation, LanguageModel, UsageTotals } from './language-model.js';

/** The default: no model is configured, and every answer says so, so that callers go by their rules. */
export class NoLanguageModel implements LanguageModel {
  readonly id = 'none';

  async generateText(): Promise<Generation<string>> {
    return { status: 'not-configured' };
  }

  async generateObject<T>(): Promise<Generation<T>> {
    return { status: 'not-configured' };
  }

  estimateCost(): CostEstimate | null {
    return null;
  }

  totals(): UsageTotals {
    return { calls: 0, cachedAnswers: 0, inputTokens: 0, outputTokens: 0, isEstimated: false, cost: null };
  }
}
