import type { ApolloServerPlugin, GraphQLRequestContextDidResolveOperation } from '@apollo/server';
import { type FieldNode, type GraphQLObjectType, getDirectiveValues, Kind, type SelectionSetNode } from 'graphql';
import type { RequestContext } from '../resolvers/request-context.js';
import { cacheControlDirective } from '../schema/cache-control.js';

type Operation = GraphQLRequestContextDidResolveOperation<RequestContext>;

/**
 * Turns `@cacheControl` of the root fields into a Cache-Control header: the shortest time of all, and private as soon
 * as one of them is. Apollo's own plugin does so for every field and hooks into each of them, which costs a list of
 * twenty items half of its speed; here everything below a root field shares its policy.
 */
export function cacheHeadersPlugin(): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      let header = 'no-store';
      return {
        async didResolveOperation(operation) {
          header = cacheHeader(operation);
        },
        async willSendResponse({ response, errors }) {
          response.http.headers.set('cache-control', errors === undefined ? header : 'no-store');
        },
      };
    },
  };
}

function cacheHeader({ schema, operation, document }: Operation): string {
  const queryType = schema.getQueryType();
  if (operation?.operation !== 'query' || queryType === null || queryType === undefined) return 'no-store';
  let maxAge = Number.POSITIVE_INFINITY;
  let isPrivate = false;
  for (const field of rootFields(operation.selectionSet, document)) {
    const policy = policyOf(queryType, field);
    maxAge = Math.min(maxAge, policy.maxAge);
    isPrivate ||= policy.isPrivate;
  }
  if (maxAge === 0 || !Number.isFinite(maxAge)) return isPrivate ? 'private, no-store' : 'no-store';
  return `max-age=${maxAge}, ${isPrivate ? 'private' : 'public'}`;
}

function policyOf(queryType: GraphQLObjectType, field: FieldNode): { maxAge: number; isPrivate: boolean } {
  const astNode = queryType.getFields()[field.name.value]?.astNode;
  const values =
    astNode === null || astNode === undefined ? undefined : getDirectiveValues(cacheControlDirective, astNode);
  const maxAge = typeof values?.maxAge === 'number' ? values.maxAge : 0;
  return { maxAge, isPrivate: values?.scope === 'PRIVATE' };
}

function* rootFields(set: SelectionSetNode, document: Operation['document']): Generator<FieldNode> {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) yield selection;
    else if (selection.kind === Kind.INLINE_FRAGMENT) yield* rootFields(selection.selectionSet, document);
    else {
      for (const definition of document.definitions) {
        const isNamed = definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value;
        if (isNamed) yield* rootFields(definition.selectionSet, document);
      }
    }
  }
}
