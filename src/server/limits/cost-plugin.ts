import type { ApolloServerPlugin } from '@apollo/server';
import { IsthmusError } from '../../domain/errors.js';
import type { RequestContext } from '../../resolvers/request-context.js';
import { AffordableOperations } from './affordable-operations.js';
import { costProblem, refusal } from './operation-cost.js';

/**
 * Refuses operations that would cost too much. The cost is worked out after variables are known: a list inside a list
 * asks for the product of both `first`, and a limit that reads the document alone lets `first: $n` through.
 */
export function costPlugin(): ApolloServerPlugin<RequestContext> {
  const affordable = new AffordableOperations();
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, operation, document, request, operationName }) {
          if (operation?.operation === 'subscription') {
            const message =
              'Subscriptions are answered over WebSocket at the same address, by the protocol graphql-transport-ws.';
            throw refusal(new IsthmusError('INVALID_ARGUMENT', message));
          }
          const asked = { schema, document, variables: request.variables ?? {}, operationName };
          if (affordable.has(asked)) return;
          const problem = costProblem(asked);
          if (problem !== null) throw problem;
          affordable.add(asked);
        },
      };
    },
  };
}
