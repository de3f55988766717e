import { IsthmusError } from '../domain/errors.js';
import { AnswerCache } from './cache/answer-cache.js';
import { CallDeadline } from './endpoint/call-deadline.js';
import type { ChatAnswer, ChatCall, ChatEndpoint } from './endpoint/chat-endpoint.js';
import { EndpointFailure } from './endpoint/endpoint-failure.js';
import type {
  CostEstimate,
  Generation,
  LanguageModel,
  ModelUsage,
  ObjectRequest,
  TextRequest,
  UsageTotals,
} from './language-model.js';
import { answerFormat, instructionsWithSchema, readObject, repairMessages } from './structured/object-answer.js';
import type { PriceTable } from './usage/price-table.js';
import { addUsage, UsageMeter } from './usage/usage-meter.js';

/** What a model behind an endpoint is made of. */
export interface EndpointModelParts {
  readonly endpoint: ChatEndpoint;
  readonly baseUrl: string;
  readonly model: string;
  readonly timeoutMs: number;
  readonly prices: PriceTable | null;
  /** Null asks every time. */
  readonly cache: AnswerCache | null;
}

/** One answer of the server, with what it has used. */
interface CountedAnswer {
  readonly text: string;
  readonly usage: ModelUsage;
}

/** Servers that do not know `response_format` refuse it with one of these. */
const FORMAT_REFUSALS = new Set([400, 415, 422, 501]);

/** A language model behind an endpoint: answers that are checked, counted and remembered. */
export class EndpointLanguageModel implements LanguageModel {
  readonly id: string;
  private readonly meter: UsageMeter;
  /** Learnt from the first answers: whether the server holds the model to a schema, or must be told in words. */
  private holdsToSchema: boolean | null = null;

  constructor(private readonly parts: EndpointModelParts) {
    this.id = `${parts.model}@${parts.baseUrl}`;
    this.meter = new UsageMeter(parts.model, parts.prices);
  }

  async generateText(request: TextRequest): Promise<Generation<string>> {
    const call = callOf(request);
    const key = this.keyOf(request, call);
    const kept = await this.kept(key);
    if (kept !== null) return { status: 'generated', value: kept, usage: this.meter.countCached() };
    const { text, usage } = await this.inTime(request, (deadline) => this.ask(call, deadline));
    if (text.trim() === '') throw failed('answered with an empty text');
    await this.keep(key, text);
    return { status: 'generated', value: text, usage };
  }

  async generateObject<T>(request: ObjectRequest<T>): Promise<Generation<T>> {
    const call: ChatCall = { ...callOf(request), format: answerFormat(request) };
    const key = this.keyOf(request, call);
    const kept = await this.kept(key);
    const known = kept === null ? null : readObject(kept, request.schema);
    if (known?.fits === true) return { status: 'generated', value: known.value, usage: this.meter.countCached() };
    return this.inTime(request, async (deadline) => {
      const first = await this.askForObject(call, deadline);
      const read = readObject(first.text, request.schema);
      // A server whose answer does not fit has not looked at the schema.
      this.holdsToSchema ??= read.fits;
      if (read.fits) return this.generated(key, first.text, read.value, first.usage);
      const messages = [...call.messages, ...repairMessages(first.text, read.problem)];
      const second = await this.ask(inWords({ ...call, messages }), deadline);
      const usage = addUsage(first.usage, second.usage);
      const mended = readObject(second.text, request.schema);
      if (mended.fits) return this.generated(key, second.text, mended.value, usage);
      throw failed(`answered twice with what does not fit the schema "${request.schemaName}": ${mended.problem}`);
    });
  }

  estimateCost(inputTokens: number, outputTokens: number): CostEstimate | null {
    const { prices, model } = this.parts;
    if (prices === null) return null;
    return { amount: prices.cost(model, inputTokens, outputTokens), currency: prices.currency };
  }

  totals(): UsageTotals {
    return this.meter.totals();
  }

  private async generated<T>(key: string | null, text: string, value: T, usage: ModelUsage): Promise<Generation<T>> {
    await this.keep(key, text);
    return { status: 'generated', value, usage };
  }

  /** Asks with the schema, or in words where the server does not know schemas. */
  private async askForObject(call: ChatCall, deadline: CallDeadline): Promise<CountedAnswer> {
    if (this.holdsToSchema === false) return this.ask(inWords(call), deadline);
    try {
      return await this.ask(call, deadline);
    } catch (error) {
      const mayBeTheFormat =
        this.holdsToSchema === null && error instanceof EndpointFailure && FORMAT_REFUSALS.has(error.facts.status ?? 0);
      if (!mayBeTheFormat) throw error;
    }
    const answer = await this.ask(inWords(call), deadline);
    this.holdsToSchema = false;
    return answer;
  }

  private async ask(call: ChatCall, deadline: CallDeadline): Promise<CountedAnswer> {
    const answer = await this.parts.endpoint.complete(call, deadline);
    const usage = this.meter.count(call, answer);
    checkEnding(answer, call);
    return { text: answer.text, usage };
  }

  private async inTime<T>(request: TextRequest, work: (deadline: CallDeadline) => Promise<T>): Promise<T> {
    const deadline = new CallDeadline(request.timeoutMs ?? this.parts.timeoutMs, request.signal);
    try {
      return await work(deadline);
    } finally {
      deadline.end();
    }
  }

  private keyOf(request: TextRequest, call: ChatCall): string | null {
    const { baseUrl, model, cache } = this.parts;
    return cache === null || request.isPersonal === true ? null : AnswerCache.key([baseUrl, model, call]);
  }

  private async kept(key: string | null): Promise<string | null> {
    return key === null ? null : ((await this.parts.cache?.get(key)) ?? null);
  }

  private async keep(key: string | null, text: string): Promise<void> {
    if (key !== null) await this.parts.cache?.put(key, text);
  }
}

function callOf({ instructions, messages, maxOutputTokens, temperature }: TextRequest): ChatCall {
  return { instructions, messages, maxOutputTokens, temperature: temperature ?? 0, format: null };
}

function inWords(call: ChatCall): ChatCall {
  if (call.format === null) return call;
  return { ...call, instructions: instructionsWithSchema(call.instructions, call.format), format: null };
}

function checkEnding({ ending }: ChatAnswer, { maxOutputTokens }: ChatCall): void {
  if (ending === 'cut-off')
    throw failed(`was cut off at ${maxOutputTokens} tokens. Send a shorter text, or allow more`);
  if (ending === 'refused') throw failed('refused to answer, by itself or by a content filter');
}

function failed(what: string): IsthmusError {
  return new IsthmusError('LANGUAGE_MODEL_FAILED', `The language model ${what}.`);
}
