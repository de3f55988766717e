import { z } from 'zod';
import type { AnswerFormat } from '../endpoint/chat-endpoint.js';
import type { ModelMessage, ObjectRequest } from '../language-model.js';
import { jsonInText } from './json-in-text.js';

/** An answer that fits, or why it does not. */
export type ObjectAnswer<T> =
  | { readonly fits: true; readonly value: T }
  | { readonly fits: false; readonly problem: string };

const MAX_PROBLEMS = 5;
/** Of an answer that does not fit, this much is shown to the model again. */
const MAX_REPEATED_LENGTH = 8_000;

/** The JSON Schema of what is asked for. */
export function answerFormat<T>(request: ObjectRequest<T>): AnswerFormat {
  return { name: request.schemaName, jsonSchema: z.toJSONSchema(request.schema, { target: 'draft-7', io: 'input' }) };
}

/** Reads an answer as the data that was asked for. */
export function readObject<T>(text: string, schema: z.ZodType<T>): ObjectAnswer<T> {
  const found = jsonInText(text);
  if (!found.isFound) return { fits: false, problem: 'it is not JSON' };
  const checked = schema.safeParse(found.value);
  if (checked.success) return { fits: true, value: checked.data };
  const problems = checked.error.issues.slice(0, MAX_PROBLEMS);
  const problem = problems.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`).join('; ');
  return { fits: false, problem };
}

/** The instructions with the schema in words, for servers that cannot hold a model to one. */
export function instructionsWithSchema(instructions: string, { jsonSchema }: AnswerFormat): string {
  return `${instructions}\n\nAnswer with one JSON object and nothing else. It must fit this JSON Schema:\n${JSON.stringify(jsonSchema)}`;
}

/** What is said to a model whose answer does not fit, to let it mend it once. */
export function repairMessages(answer: string, problem: string): ModelMessage[] {
  const shown = answer.trim() === '' ? '(an empty answer)' : answer.slice(0, MAX_REPEATED_LENGTH);
  return [
    { role: 'assistant', content: shown },
    {
      role: 'user',
      content: `That answer cannot be used: ${problem}. Answer again with one JSON object that fits the JSON Schema, and nothing else.`,
    },
  ];
}
