import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { IsthmusError } from '../../domain/errors.js';
import { shapeProblem } from '../limits/check-shape.js';
import { measureDocument } from '../limits/document-shape.js';
import { costProblem, refusal } from '../limits/operation-cost.js';
import { REQUEST_LIMITS } from '../limits/request-limits.js';

/** What a client asks to be subscribed to. */
export interface SubscriptionRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** A subscription that may begin, or why it may not: the same limits as for requests over HTTP, in the same order. */
export function checkedSubscription(
  schema: GraphQLSchema,
  { query, operationName, variables }: SubscriptionRequest,
): ExecutionArgs | readonly GraphQLError[] {
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: REQUEST_LIMITS.maxTokens, noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError) return [withCode(error, 'GRAPHQL_PARSE_FAILED')];
    throw error;
  }
  const shape = shapeProblem(measureDocument(document));
  if (shape !== null) return [refusal(shape)];
  const invalid = validate(schema, document, specifiedRules, { maxErrors: REQUEST_LIMITS.maxValidationErrors });
  if (invalid.length > 0) return invalid.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED'));
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== 'subscription') {
    const message = 'Only subscriptions are answered over WebSocket; send queries and mutations by POST.';
    return [refusal(new IsthmusError('INVALID_ARGUMENT', message))];
  }
  const values = variables ?? {};
  const costly = costProblem({ schema, document, variables: values, operationName: operationName ?? null });
  if (costly !== null) return [costly];
  return { schema, document, operationName: operationName ?? null, variableValues: values };
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(error.message, { nodes: error.nodes ?? null, extensions: { code } });
}
