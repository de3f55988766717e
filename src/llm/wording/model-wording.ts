import { z } from 'zod';
import { IsthmusError } from '../../domain/errors.js';
import type { LanguageModel, TextRequest } from '../language-model.js';
import { checkWording } from './check-wording.js';
import type { WordingFacts, WordingWish } from './wording-facts.js';
import { factsText, wordingRules } from './wording-prompt.js';

/** A text that may be shown: the model's own, or the template with the reason why. */
export interface WordedText {
  readonly text: string;
  readonly source: 'model' | 'template';
  /** Why the template is shown; null when the model's text is. */
  readonly problem: string | null;
}

/** The words for one item: shown as a whole from the model, or as a whole from the template. */
export interface CopyText {
  readonly title: string;
  readonly tagline: string;
  readonly description: string;
}

/** Personal words for one item that may be shown. */
export interface WordedCopy extends CopyText {
  readonly source: 'model' | 'template';
  readonly problem: string | null;
}

/** What an item's personal words are made from. */
export interface CopyRequest {
  readonly facts: WordingFacts;
  readonly template: CopyText;
}

/** The limits of a call that a reader waits for. */
export interface WordingOptions {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

const TOKENS_A_CHARACTER = 1;
const FRAME_TOKENS = 60;
const MAX_TITLE_LENGTH = 60;
const MAX_TAGLINE_LENGTH = 120;
/** A model that may choose among likely words repeats itself less from item to item. */
const TEMPERATURE = 0.7;

const copies = z.object({
  copies: z.array(z.object({ number: z.int(), title: z.string(), tagline: z.string(), description: z.string() })),
});

/** Words by a language model, checked against the facts; whatever fails becomes the template, never an error. */
export class ModelWording {
  constructor(private readonly model: LanguageModel) {}

  /** One or two sentences that say why an item is recommended. */
  async explain(
    facts: WordingFacts,
    wish: WordingWish,
    template: string,
    options: WordingOptions = {},
  ): Promise<WordedText> {
    const answer = await this.ask(options, () =>
      this.model.generateText({
        ...this.requestOf(facts, wish, 'Say in one or two sentences why this is recommended.', options),
        messages: [{ role: 'user', content: factsText(facts) }],
        maxOutputTokens: FRAME_TOKENS + wish.maxLength * TOKENS_A_CHARACTER,
      }),
    );
    if (typeof answer === 'string') return { text: template, source: 'template', problem: answer };
    const text = answer.value.trim();
    const problem = problemOf(text, facts, wish.maxLength);
    return problem === null ? { text, source: 'model', problem } : { text: template, source: 'template', problem };
  }

  /** The personal words of a whole page in one call; each item is checked by its own facts. */
  async copy(requests: readonly CopyRequest[], wish: WordingWish, options: WordingOptions = {}): Promise<WordedCopy[]> {
    if (requests.length === 0) return [];
    const content = requests.map(({ facts }, k) => `${k + 1}. ${factsText(facts)}`).join('\n');
    const task = `For each numbered item write a title (at most ${MAX_TITLE_LENGTH} characters), a tagline (at most ${MAX_TAGLINE_LENGTH}) and a description, and give its number with them. Each may use the facts of its own number only.`;
    const lengths = wish.maxLength + MAX_TITLE_LENGTH + MAX_TAGLINE_LENGTH;
    const answer = await this.ask(options, () =>
      this.model.generateObject({
        ...this.requestOf(requests[0].facts, wish, task, options),
        messages: [{ role: 'user', content }],
        maxOutputTokens: FRAME_TOKENS + requests.length * (FRAME_TOKENS + lengths * TOKENS_A_CHARACTER),
        schemaName: 'copies',
        schema: copies,
      }),
    );
    if (typeof answer === 'string') return requests.map(({ template }) => templateCopy(template, answer));
    const written = new Map(answer.value.copies.map((one) => [one.number, one]));
    return requests.map(({ facts, template }, k) => {
      const one = written.get(k + 1);
      if (one === undefined) return templateCopy(template, 'the model left the item out');
      const { title, tagline, description } = one;
      const problem =
        problemOf(title, facts, MAX_TITLE_LENGTH) ??
        problemOf(tagline, facts, MAX_TAGLINE_LENGTH) ??
        problemOf(description, facts, wish.maxLength);
      return problem === null
        ? { title, tagline, description, source: 'model', problem }
        : templateCopy(template, problem);
    });
  }

  /** The model's answer, or why there is none: words are an ornament, and never the reason for a failed request. */
  private async ask<T extends { readonly status: string }>(
    { signal }: WordingOptions,
    call: () => Promise<T>,
  ): Promise<Extract<T, { readonly status: 'generated' }> | string> {
    try {
      const answer = await call();
      return isGenerated(answer) ? answer : 'no model is configured';
    } catch (error) {
      // Who has gone away wants no template either.
      if (!(error instanceof IsthmusError) || signal?.aborted === true) throw error;
      return error.code;
    }
  }

  private requestOf(
    { language }: WordingFacts,
    wish: WordingWish,
    task: string,
    { timeoutMs, signal }: WordingOptions,
  ): Pick<TextRequest, 'instructions' | 'temperature' | 'isPersonal' | 'timeoutMs' | 'signal'> {
    return {
      instructions: `${task}\n${wordingRules(wish, language)}`,
      temperature: TEMPERATURE,
      isPersonal: true,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(signal === undefined ? {} : { signal }),
    };
  }
}

function isGenerated<T extends { readonly status: string }>(
  answer: T,
): answer is Extract<T, { readonly status: 'generated' }> {
  return answer.status === 'generated';
}

function problemOf(text: string, facts: WordingFacts, maxLength: number): string | null {
  if (text.length > maxLength) return `${text.length} characters instead of at most ${maxLength}`;
  const checked = checkWording(text, facts);
  return checked.isTrue ? null : checked.problem;
}

function templateCopy(template: CopyText, problem: string): WordedCopy {
  return { ...template, source: 'template', problem };
}
