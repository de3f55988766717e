import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import {
  extractReasoningMiddleware,
  generateText,
  jsonSchema,
  type LanguageModel,
  Output,
  wrapLanguageModel,
} from 'ai';
import { boundedFetch } from './bounded-fetch.js';
import type { CallDeadline } from './call-deadline.js';
import type { ChatAnswer, ChatCall, ChatEndpoint } from './chat-endpoint.js';
import { type EndpointIdentity, failureOf } from './failure-of.js';

/** Far above any answer: 100,000 tokens have about half a megabyte. */
const MAX_ANSWER_BYTES = 8_000_000;

/** Any server that speaks OpenAI's chat completions: Ollama, vLLM, llama.cpp, OpenAI and many more. */
export class OpenAiCompatibleEndpoint implements ChatEndpoint {
  private readonly plain: LanguageModel;
  private readonly structured: LanguageModel;

  constructor(private readonly identity: EndpointIdentity) {
    this.plain = modelOf(identity, false);
    this.structured = modelOf(identity, true);
  }

  async complete(call: ChatCall, deadline: CallDeadline): Promise<ChatAnswer> {
    deadline.check();
    try {
      const { text, finishReason, usage } = await generateText({
        model: call.format === null ? this.plain : this.structured,
        system: call.instructions,
        messages: call.messages.map(({ role, content }) => ({ role, content })),
        maxOutputTokens: call.maxOutputTokens,
        temperature: call.temperature,
        output: outputOf(call),
        abortSignal: deadline.signal,
        // Repeats are the business of the guard, which knows the deadline and the other calls.
        maxRetries: 0,
      });
      return { text, ending: endingOf(finishReason), ...countsOf(usage) };
    } catch (error) {
      deadline.check();
      throw failureOf(error, this.identity, Date.now());
    }
  }
}

function modelOf({ baseUrl, model, key }: EndpointIdentity, supportsStructuredOutputs: boolean): LanguageModel {
  const provider = createOpenAICompatible({
    name: 'isthmus',
    baseURL: baseUrl,
    ...(key === null ? {} : { apiKey: key }),
    supportsStructuredOutputs,
    fetch: boundedFetch(MAX_ANSWER_BYTES),
  });
  // Local reasoning models say their thoughts before the answer, inside of this tag.
  return wrapLanguageModel({
    model: provider.chatModel(model),
    middleware: extractReasoningMiddleware({ tagName: 'think' }),
  });
}

/** The server hears of the format, but what comes back stays text: our own checks find JSON where the SDK gives up. */
function outputOf({ format }: ChatCall) {
  if (format === null) return Output.text();
  const { responseFormat } = Output.object({ name: format.name, schema: jsonSchema(format.jsonSchema) });
  return { ...Output.text(), responseFormat };
}

function endingOf(finishReason: string): ChatAnswer['ending'] {
  if (finishReason === 'length') return 'cut-off';
  return finishReason === 'content-filter' ? 'refused' : 'complete';
}

function countsOf(usage: { readonly inputTokens: number | undefined; readonly outputTokens: number | undefined }) {
  return { inputTokens: countOf(usage.inputTokens), outputTokens: countOf(usage.outputTokens) };
}

/** Some servers send zero or nothing for what they did not count; no question has zero tokens. */
function countOf(tokens: number | undefined): number | null {
  return tokens !== undefined && Number.isFinite(tokens) && tokens > 0 ? Math.round(tokens) : null;
}
