import { createUnionType } from 'type-graphql';
import { Explanation } from './explanation.type.js';
import { NotFound } from './not-found.type.js';

/** The GraphQL union ExplainResult. */
export const ExplainResult = createUnionType({
  name: 'ExplainResult',
  description: 'The explanation, or which of the ids nothing has.',
  types: () => [Explanation, NotFound] as const,
});
