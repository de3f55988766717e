import type { ChatAnswer, ChatCall } from '../endpoint/chat-endpoint.js';
import type { ModelUsage, UsageTotals } from '../language-model.js';
import { estimateMessageTokens, estimateTokens } from './estimate-tokens.js';
import type { PriceTable } from './price-table.js';

/** Counts what a model uses, answer by answer and in all. */
export class UsageMeter {
  private calls = 0;
  private cachedAnswers = 0;
  private inputTokens = 0;
  private outputTokens = 0;
  private isEstimated = false;

  constructor(
    private readonly model: string,
    private readonly prices: PriceTable | null,
  ) {}

  /** Counts one answer of the server, whether it can be used or not: it has been paid for. */
  count(call: ChatCall, answer: ChatAnswer): ModelUsage {
    const inputTokens = answer.inputTokens ?? estimateMessageTokens(textsOf(call));
    const outputTokens = answer.outputTokens ?? estimateTokens(answer.text);
    const isEstimated = answer.inputTokens === null || answer.outputTokens === null;
    this.calls++;
    this.inputTokens += inputTokens;
    this.outputTokens += outputTokens;
    this.isEstimated ||= isEstimated;
    const cost = this.cost(inputTokens, outputTokens);
    return { model: this.model, inputTokens, outputTokens, calls: 1, isEstimated, cost, isCached: false };
  }

  /** Counts an answer that the cache had. */
  countCached(): ModelUsage {
    this.cachedAnswers++;
    return { ...NOTHING, model: this.model, isCached: true };
  }

  totals(): UsageTotals {
    const { calls, cachedAnswers, inputTokens, outputTokens, isEstimated } = this;
    const cost = this.cost(inputTokens, outputTokens);
    return { calls, cachedAnswers, inputTokens, outputTokens, isEstimated, cost };
  }

  /** Null without a price: a run goes on without money, only an estimate of money fails. */
  private cost(inputTokens: number, outputTokens: number): number | null {
    if (this.prices?.has(this.model) !== true) return null;
    return this.prices.cost(this.model, inputTokens, outputTokens);
  }
}

const NOTHING = { inputTokens: 0, outputTokens: 0, calls: 0, isEstimated: false, cost: 0 };

/** The usage of two answers to one question. */
export function addUsage(one: ModelUsage, other: ModelUsage): ModelUsage {
  return {
    model: one.model,
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    calls: one.calls + other.calls,
    isEstimated: one.isEstimated || other.isEstimated,
    cost: one.cost === null || other.cost === null ? null : one.cost + other.cost,
    isCached: false,
  };
}

function textsOf({ instructions, messages }: ChatCall): string[] {
  return [instructions, ...messages.map(({ content }) => content)];
}
