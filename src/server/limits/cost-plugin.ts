import { createRequire } from 'node:module';
import type { ApolloServerPlugin, GraphQLRequestContextDidResolveOperation } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type * as QueryComplexity from 'graphql-query-complexity';
import { IsthmusError } from '../../domain/errors.js';
import type { RequestContext } from '../../resolvers/request-context.js';
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

/**
 * Refuses operations that would cost too much. The cost is worked out after variables are known: a list inside a list
 * asks for the product of both `first`, and a limit that reads the document alone lets `first: $n` through.
 */
export function costPlugin(): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation(request) {
          const { schema, operation } = request;
          if (operation !== undefined && (schema.getRootType(operation.operation) ?? null) === null) {
            throw refusal(new IsthmusError('INVALID_ARGUMENT', `The schema has no ${operation.operation} operations.`));
          }
          const cost = costOf(request);
          if (cost <= REQUEST_LIMITS.maxCost) return;
          throw refusal(
            new IsthmusError(
              'QUERY_TOO_EXPENSIVE',
              `The operation costs ${Math.round(cost)}; at most ${REQUEST_LIMITS.maxCost} are allowed. Ask for smaller lists (\`first\`), or for fewer lists inside lists.`,
            ),
          );
        },
      };
    },
  };
}

function costOf({
  schema,
  document,
  request,
  operationName,
}: GraphQLRequestContextDidResolveOperation<RequestContext>): number {
  try {
    return getComplexity({
      schema,
      query: document,
      variables: request.variables ?? {},
      ...(operationName === null ? {} : { operationName }),
      estimators: ESTIMATORS,
    });
  } catch (error) {
    if (error instanceof IsthmusError) throw refusal(error);
    // Variables or arguments that do not fit their types: the client's mistake, told as such.
    if (error instanceof GraphQLError) throw refusal(new IsthmusError('INVALID_ARGUMENT', error.message), error);
    throw error;
  }
}

/** An error that ends the request before it runs. */
function refusal(cause: IsthmusError, place?: GraphQLError): GraphQLError {
  return new GraphQLError(cause.message, {
    ...(place?.nodes === undefined ? {} : { nodes: place.nodes }),
    originalError: cause,
    extensions: { http: { status: 400 } },
  });
}
