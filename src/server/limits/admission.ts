import type { Request, RequestHandler } from 'express';
import { GraphQLError, parse } from 'graphql';
import type { IsthmusError } from '../../domain/errors.js';
import { sendError } from '../http/send-error.js';
import { shapeProblem } from './check-shape.js';
import { measureDocument } from './document-shape.js';
import { REQUEST_LIMITS } from './request-limits.js';

const MAX_REMEMBERED = 1_000;
const MAX_REMEMBERED_CHARACTERS = 8_192;

/**
 * Refuses documents by their shape before Apollo Server sees them. It has to come first: the validation rules of
 * graphql-js themselves take exponential time on nested fragments, and Apollo has no hook between parsing and
 * validating that may refuse. Texts that passed are remembered, so that a client's usual operations are measured once.
 */
export function admission(): RequestHandler {
  const admitted = new Set<string>();
  return (request, response, next) => {
    const text = documentText(request);
    if (text === null || admitted.has(text)) {
      next();
      return;
    }
    const problem = documentProblem(text);
    if (problem !== null) {
      sendError(request, response, 400, problem);
      return;
    }
    if (text.length <= MAX_REMEMBERED_CHARACTERS) {
      if (admitted.size >= MAX_REMEMBERED) admitted.clear();
      admitted.add(text);
    }
    next();
  };
}

function documentText({ method, body, query }: Request): string | null {
  const text: unknown = method === 'POST' ? body?.query : query.query;
  return typeof text === 'string' ? text : null;
}

function documentProblem(text: string): IsthmusError | null {
  try {
    return shapeProblem(measureDocument(parse(text, { maxTokens: REQUEST_LIMITS.maxTokens, noLocation: true })));
  } catch (error) {
    // Apollo parses again and says what is wrong with the syntax, or that there are too many tokens.
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}
