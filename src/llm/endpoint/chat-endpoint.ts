import type { ModelMessage } from '../language-model.js';
import type { CallDeadline } from './call-deadline.js';

/** The shape that an answer must have, for servers that can hold a model to it. */
export interface AnswerFormat {
  readonly name: string;
  readonly jsonSchema: Readonly<Record<string, unknown>>;
}

/** One question to a chat model. */
export interface ChatCall {
  readonly instructions: string;
  readonly messages: readonly ModelMessage[];
  readonly maxOutputTokens: number;
  readonly temperature: number;
  /** Null asks for plain text. */
  readonly format: AnswerFormat | null;
}

/** What a model said, and how it ended. */
export interface ChatAnswer {
  readonly text: string;
  /** `cut-off`: the answer reached its longest length; `refused`: a content filter or the model itself declined. */
  readonly ending: 'complete' | 'cut-off' | 'refused';
  /** As the server counted; null when it did not. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
}

/** A server that answers chat calls. It rejects with an `EndpointFailure`, or with DEADLINE_EXCEEDED. */
export interface ChatEndpoint {
  complete(call: ChatCall, deadline: CallDeadline): Promise<ChatAnswer>;
}
