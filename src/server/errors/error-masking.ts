import { randomUUID } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { ERROR_CATALOGUE, type ErrorCode, IsthmusError } from '../../domain/errors.js';
import type { RequestContext } from '../../resolvers/request-context.js';

/**
 * What GraphQL and Apollo Server say about a request that is wrong in itself; their messages hold nothing but what
 * the client sent and, unless hidden, names of the schema.
 */
const REQUEST_CODES: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** The two places where errors pass on their way to the client. */
export interface ErrorMasking {
  readonly plugin: ApolloServerPlugin<RequestContext>;
  readonly formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
}

/**
 * Lets through what clients can act on, and hides everything else: a thrown text may hold addresses, paths or Cypher.
 * What is hidden is logged once, with its cause, under the id that the client gets instead.
 */
export function errorMasking(logger: Logger): ErrorMasking {
  const errorIds = new WeakMap<object, string>();

  function errorIdOf(error: unknown, requestId?: string): string {
    const key = typeof error === 'object' && error !== null ? error : {};
    const known = errorIds.get(key);
    if (known !== undefined) return known;
    const errorId = randomUUID();
    errorIds.set(key, errorId);
    logger.error({ errorId, requestId, err: causeOf(error) }, 'A request failed.');
    return errorId;
  }

  return {
    plugin: {
      async requestDidStart() {
        return {
          // Only here the request is known; formatting, which comes later, finds the id in the map.
          async didEncounterErrors({ errors, contextValue }) {
            for (const error of errors) if (isHidden(error)) errorIdOf(error, contextValue.requestId);
          },
        };
      },
    },
    formatError(formatted, error) {
      const { locations, path } = formatted;
      const place = { ...(locations === undefined ? {} : { locations }), ...(path === undefined ? {} : { path }) };
      const code = codeOf(error);
      if (isHidden(error)) {
        const errorId = errorIdOf(error);
        const message = `The server could not do this. Its log has the cause under the error id ${errorId}.`;
        return { message, ...place, extensions: { ...extensionsOf(code ?? 'INTERNAL'), errorId } };
      }
      const cause = causeOf(error);
      const message = cause instanceof IsthmusError ? cause.message : formatted.message;
      const extensions = code === null ? { code: formatted.extensions?.code, isRetryable: false } : extensionsOf(code);
      return { message, ...place, extensions };
    },
  };
}

function extensionsOf(code: ErrorCode): { code: ErrorCode; isRetryable: boolean } {
  return { code, isRetryable: ERROR_CATALOGUE[code].isRetryable };
}

/** The error that started it: GraphQL wraps what resolvers throw. */
function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError !== undefined) cause = cause.originalError;
  return cause;
}

/** The code of the catalogue that an error has, or null when it has none. */
function codeOf(error: unknown): ErrorCode | null {
  const cause = causeOf(error);
  if (cause instanceof IsthmusError) return cause.code;
  return error instanceof GraphQLError && error.extensions.code === 'BAD_USER_INPUT' ? 'INVALID_ARGUMENT' : null;
}

function isHidden(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== null) return !ERROR_CATALOGUE[code].isPublic;
  return !(error instanceof GraphQLError && REQUEST_CODES.has(error.extensions.code));
}
