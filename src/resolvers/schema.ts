import 'reflect-metadata';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { type GraphQLSchema, lexicographicSortSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { cacheControlDirective } from '../schema/cache-control.js';
import { DeletionsResolver } from './deletions.resolver.js';
import { DiscoveryResolver } from './discovery.resolver.js';
import { ExplainResolver } from './explain.resolver.js';
import { FeedbackResolver } from './feedback.resolver.js';
import { GraphResolver } from './graph.resolver.js';
import { ItemFieldsResolver } from './item-fields.resolver.js';
import { NodesResolver } from './nodes.resolver.js';
import { RecommendationsResolver } from './recommendations.resolver.js';
import { UpsertsResolver } from './upserts.resolver.js';
import { UserFieldsResolver } from './user-fields.resolver.js';

/**
 * The GraphQL schema of the platform. Validation by class-validator is off: it would make every field with an
 * argument a promise; resolvers check their arguments themselves, with messages of their own.
 */
export function buildIsthmusSchema(): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [
      RecommendationsResolver,
      DiscoveryResolver,
      ExplainResolver,
      NodesResolver,
      GraphResolver,
      ItemFieldsResolver,
      UserFieldsResolver,
      FeedbackResolver,
      UpsertsResolver,
      DeletionsResolver,
    ],
    directives: [cacheControlDirective],
    validate: false,
  });
}

/** The schema as SDL, sorted by name, as `schema.graphql` holds it. */
export function printIsthmusSchema(): string {
  return `${printSchemaWithDirectives(lexicographicSortSchema(buildIsthmusSchema())).trimEnd()}\n`;
}
