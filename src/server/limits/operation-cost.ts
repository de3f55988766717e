import { createRequire } from 'node:module';
import { type DocumentNode, GraphQLError, type GraphQLSchema } from 'graphql';
import type * as QueryComplexity from 'graphql-query-complexity';
import { IsthmusError } from '../../domain/errors.js';
import { usualCost } from '../../schema/field-cost.js';
import { REQUEST_LIMITS } from './request-limits.js';

/**
 * Its ES module imports `graphql/index.mjs`, while everybody else gets the CommonJS build of graphql; two instances of
 * graphql refuse each other's types. Required, it shares the one that is there.
 */
const { fieldExtensionsEstimator, getComplexity }: typeof QueryComplexity = createRequire(import.meta.url)(
  'graphql-query-complexity',
);

const ESTIMATORS: QueryComplexity.ComplexityEstimator[] = [fieldExtensionsEstimator(), usualCost];

/** An operation whose cost is to be known. */
export interface CostlyOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
}

/** Why an operation is not run, or null: it costs too much, or its variables do not fit their types. */
export function costProblem(operation: CostlyOperation): GraphQLError | null {
  try {
    const cost = costOf(operation);
    if (cost <= REQUEST_LIMITS.maxCost) return null;
    return refusal(
      new IsthmusError(
        'QUERY_TOO_EXPENSIVE',
        `The operation costs ${Math.round(cost)}; at most ${REQUEST_LIMITS.maxCost} are allowed. Ask for smaller lists (\`first\`), or for fewer lists inside lists.`,
      ),
    );
  } catch (error) {
    if (error instanceof IsthmusError) return refusal(error);
    // Variables or arguments that do not fit their types: the client's mistake, told as such.
    if (error instanceof GraphQLError) return refusal(new IsthmusError('INVALID_ARGUMENT', error.message), error);
    throw error;
  }
}

/** An error that ends an operation before it runs. */
export function refusal(cause: IsthmusError, place?: GraphQLError): GraphQLError {
  return new GraphQLError(cause.message, {
    ...(place?.nodes === undefined ? {} : { nodes: place.nodes }),
    originalError: cause,
    extensions: { http: { status: 400 } },
  });
}

function costOf({ schema, document, variables, operationName }: CostlyOperation): number {
  return getComplexity({
    schema,
    query: document,
    variables: { ...variables },
    ...(operationName === null ? {} : { operationName }),
    estimators: ESTIMATORS,
  });
}
