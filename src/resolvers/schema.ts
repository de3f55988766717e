import 'reflect-metadata';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { type GraphQLSchema, lexicographicSortSchema, specifiedDirectives } from 'graphql';
import { buildSchemaSync, type PubSub } from 'type-graphql';
import { cacheControlDirective } from '../schema/cache-control.js';
import { DeletionsResolver } from './deletions.resolver.js';
import { DiscoveryResolver } from './discovery.resolver.js';
import { ExplainResolver } from './explain.resolver.js';
import { FeedbackResolver } from './feedback.resolver.js';
import { GraphResolver } from './graph.resolver.js';
import { ItemFieldsResolver } from './item-fields.resolver.js';
import { KnowledgeResolver } from './knowledge.resolver.js';
import { ModelsResolver } from './models.resolver.js';
import { NodesResolver } from './nodes.resolver.js';
import { ProfileResolver } from './profile.resolver.js';
import { RecommendationsResolver } from './recommendations.resolver.js';
import { ScenesResolver } from './scenes.resolver.js';
import { UpsertsResolver } from './upserts.resolver.js';
import { UserFieldsResolver } from './user-fields.resolver.js';
import { ExplanationTextResolver, PersonalCopyResolver } from './wording.resolver.js';

/** Each subscription brings the messages that it listens to; type-graphql builds none without a system of topics. */
const NO_TOPICS: PubSub = {
  publish: (topic) => {
    throw new Error(`Nothing is published under topics such as "${topic}".`);
  },
  subscribe: (topic) => {
    throw new Error(`Nothing is published under topics such as "${topic}".`);
  },
};

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
      ExplanationTextResolver,
      PersonalCopyResolver,
      NodesResolver,
      ScenesResolver,
      GraphResolver,
      ItemFieldsResolver,
      KnowledgeResolver,
      UserFieldsResolver,
      ProfileResolver,
      ModelsResolver,
      FeedbackResolver,
      UpsertsResolver,
      DeletionsResolver,
    ],
    // A schema that names directives has no others, not even `@include` and `@skip`.
    directives: [...specifiedDirectives, cacheControlDirective],
    pubSub: NO_TOPICS,
    validate: false,
  });
}

/** The schema as SDL, sorted by name, as `schema.graphql` holds it. */
export function printIsthmusSchema(): string {
  return `${printSchemaWithDirectives(lexicographicSortSchema(buildIsthmusSchema())).trimEnd()}\n`;
}
