import type { z } from 'zod';

/** One turn of a conversation with a model. */
export interface ModelMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** What a model is asked for. */
export interface TextRequest {
  /** What the model is to do. Texts from outside never belong here, but into a message. */
  readonly instructions: string;
  readonly messages: readonly ModelMessage[];
  /** The answer may not be longer; one that would be is an error, never half an answer. */
  readonly maxOutputTokens: number;
  /** How freely the model chooses its words; 0, the default, takes the likeliest. */
  readonly temperature?: number;
  /** The whole call must end in this time: waiting for a free place, repeats and the repair of an answer included. */
  readonly timeoutMs?: number;
  /** Ends the call, and the HTTP request with it. */
  readonly signal?: AbortSignal;
  /** The answer is about a person, so that it is never kept on disk. */
  readonly isPersonal?: boolean;
}

/** A request whose answer is data of a given shape. */
export interface ObjectRequest<T> extends TextRequest {
  /** Names the shape: letters, digits and underscores. */
  readonly schemaName: string;
  /** What the answer must fit; what does not fit never reaches the caller. */
  readonly schema: z.ZodType<T>;
}

/** What one answer has used. An answer from the cache has used nothing. */
export interface ModelUsage {
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Requests that were answered: more than one when an answer had to be repaired, none when it was in the cache. */
  readonly calls: number;
  /** The server did not count, so that the tokens are guessed from the length of the texts. */
  readonly isEstimated: boolean;
  /** In the currency of the price table; null when no price is known. */
  readonly cost: number | null;
  readonly isCached: boolean;
}

/** What a model has used since the process began, answers that could not be used included. */
export interface UsageTotals {
  readonly calls: number;
  readonly cachedAnswers: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** True as soon as one of the numbers is guessed. */
  readonly isEstimated: boolean;
  readonly cost: number | null;
}

/** An answer, or the fact that there is no model to give one: then the caller goes by its rules. */
export type Generation<T> =
  | { readonly status: 'generated'; readonly value: T; readonly usage: ModelUsage }
  | { readonly status: 'not-configured' };

/** What a number of tokens would cost. */
export interface CostEstimate {
  readonly amount: number;
  readonly currency: string;
}

/**
 * A language model. What it returns is data: never a statement to run, never trusted further than the caller has
 * checked it.
 *
 * Calls fail with LANGUAGE_MODEL_UNAVAILABLE (trying later can help), LANGUAGE_MODEL_FAILED (refused, cut off, or not
 * the shape that was asked for), CONFIG_INVALID (wrong key, address or model name) or DEADLINE_EXCEEDED (time over, or
 * cancelled). A platform without a model is no failure: it answers `not-configured`.
 */
export interface LanguageModel {
  /** Which model this is; another id may answer the same question otherwise. `none` without a model. */
  readonly id: string;

  /** Plain text; never empty. */
  generateText(request: TextRequest): Promise<Generation<string>>;

  /** Data that fits the schema. */
  generateObject<T>(request: ObjectRequest<T>): Promise<Generation<T>>;

  /**
   * What these tokens would cost; null when no price table is configured. Throws CONFIG_INVALID when there is a table
   * but the model is not in it: an estimate that leaves the money out would be taken for one of nothing.
   */
  estimateCost(inputTokens: number, outputTokens: number): CostEstimate | null;

  /** What has been used so far. */
  totals(): UsageTotals;
}
