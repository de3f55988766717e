import { DirectiveLocation, GraphQLDirective, GraphQLEnumType, GraphQLInt } from 'graphql';

/** The directive that says how long, and for whom, an answer may be kept; the server turns it into Cache-Control. */
export const cacheControlDirective = new GraphQLDirective({
  name: 'cacheControl',
  description: 'How long the answer of a field may be kept, and whether it belongs to one user alone.',
  locations: [DirectiveLocation.FIELD_DEFINITION],
  args: {
    maxAge: { type: GraphQLInt, description: 'For how many seconds.' },
    scope: {
      description: 'For whom.',
      type: new GraphQLEnumType({
        name: 'CacheControlScope',
        description: 'Who may share a kept answer.',
        values: {
          PUBLIC: { description: 'Everybody.' },
          PRIVATE: { description: 'Only the client that asked.' },
        },
      }),
    },
  },
});

/** For fields that speak about one user: never kept, since feedback must show at once. */
export const PRIVATE_ANSWER = '@cacheControl(maxAge: 0, scope: PRIVATE)';
/** For fields that speak about the catalogue. */
export const CATALOGUE_ANSWER = '@cacheControl(maxAge: 60, scope: PUBLIC)';
