import { APICallError, InvalidResponseDataError } from 'ai';
import { AnswerTooLarge } from './bounded-fetch.js';
import { EndpointFailure, type FailureFacts } from './endpoint-failure.js';
import { retryAfterMs } from './retry-after.js';

/** What an operator must know to mend a failure; the key itself is never said. */
export interface EndpointIdentity {
  readonly baseUrl: string;
  readonly model: string;
  readonly key: string | null;
}

const MAX_SAID_LENGTH = 200;
const NO_REPEAT = { mayRepeat: false, isOutage: false, retryAfterMs: null };

/** What a failed request means for the platform. The cause keeps the server's words, never the texts that were sent. */
export function failureOf(error: unknown, identity: EndpointIdentity, nowMs: number): EndpointFailure {
  const place = `The language model at ${identity.baseUrl}`;
  const fail = (code: 'UNAVAILABLE' | 'FAILED', text: string, facts: FailureFacts) =>
    new EndpointFailure(`LANGUAGE_MODEL_${code}`, `${place} ${text}`, facts, { cause: causeOf(error, identity) });
  if (InvalidResponseDataError.isInstance(error)) {
    return fail('FAILED', 'sent an answer without any choice.', { status: 200, ...NO_REPEAT });
  }
  const status = APICallError.isInstance(error) ? (error.statusCode ?? null) : null;
  if (!APICallError.isInstance(error) || status === null || isBrokenOff(error)) {
    if (isTooLarge(error)) return fail('FAILED', 'sent more than an answer can have.', { status, ...NO_REPEAT });
    const facts = { status, mayRepeat: true, isOutage: true, retryAfterMs: null };
    return fail('UNAVAILABLE', 'cannot be reached. Check ISTHMUS_LLM_BASE_URL, and that the server runs.', facts);
  }
  if (status === 401 || status === 403) {
    return invalidConfig(
      `${place} refuses the key. Set ISTHMUS_LLM_KEY to one that it knows.`,
      status,
      error,
      identity,
    );
  }
  if (status === 404) {
    const message = `${place} knows no chat model "${identity.model}" there. Check ISTHMUS_LLM_BASE_URL (it often ends in /v1) and ISTHMUS_LLM_MODEL.`;
    return invalidConfig(message, status, error, identity);
  }
  if (status < 400) {
    const text =
      'does not answer as an OpenAI-compatible server does. Check ISTHMUS_LLM_BASE_URL (it often ends in /v1).';
    return fail('FAILED', text, { status, ...NO_REPEAT });
  }
  const waitMs = retryAfterMs(error.responseHeaders ?? {}, nowMs);
  if (status === 429) {
    const mayRepeat = !/insufficient_quota/.test(error.responseBody ?? '');
    const text = mayRepeat
      ? 'has more requests than it takes. Try again later, or set ISTHMUS_LLM_CONCURRENCY lower.'
      : 'says that the account has no credit left.';
    return fail('UNAVAILABLE', text, { status, mayRepeat, isOutage: false, retryAfterMs: waitMs });
  }
  if (status >= 500 || status === 408 || status === 425) {
    const facts = { status, mayRepeat: status !== 501, isOutage: status !== 501, retryAfterMs: waitMs };
    return fail('UNAVAILABLE', `fails with status ${status}. Try again later.`, facts);
  }
  return fail('FAILED', `refuses the request with status ${status}: ${said(error.message, identity)}`, {
    status,
    ...NO_REPEAT,
  });
}

function invalidConfig(message: string, status: number, error: unknown, identity: EndpointIdentity): EndpointFailure {
  const facts = { status, ...NO_REPEAT };
  return new EndpointFailure('CONFIG_INVALID', message, facts, { cause: causeOf(error, identity) });
}

/** The connection ended inside of a good answer: its status came, the rest did not. */
function isBrokenOff(error: APICallError): boolean {
  return error.statusCode !== undefined && error.statusCode < 400 && error.responseBody === undefined;
}

function isTooLarge(error: unknown): boolean {
  return error instanceof AnswerTooLarge || (APICallError.isInstance(error) && error.cause instanceof AnswerTooLarge);
}

/** An error of the SDK carries the whole request, which may hold personal texts and would reach the log. */
function causeOf(error: unknown, identity: EndpointIdentity): Error {
  const inner = error instanceof Object && 'cause' in error && error.cause instanceof Object ? error.cause : null;
  const words = [error, inner].map((part) => (part instanceof Object && 'message' in part ? String(part.message) : ''));
  return new Error(said(words.filter(Boolean).join(': '), identity));
}

/** A server's words, bounded, and without the key, which some servers repeat. */
function said(text: string, { key }: EndpointIdentity): string {
  const safe = key === null || key === '' ? text : text.replaceAll(key, '…');
  return safe.length > MAX_SAID_LENGTH ? `${safe.slice(0, MAX_SAID_LENGTH)}…` : safe;
}
