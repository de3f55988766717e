/**
 * What one request may ask for. The numbers leave room for every ready-made operation and for the introspection of
 * GraphiQL and Apollo Sandbox, and stop what no frontend sends.
 */
export const REQUEST_LIMITS = {
  /** Size of a request body. */
  maxBytes: 512 * 1024,
  /** Tokens of a GraphQL document; checked while it is parsed. */
  maxTokens: 2_000,
  /** Fields inside fields. */
  maxDepth: 12,
  /** Fields inside fields below `__schema` and `__type`. */
  maxIntrospectionDepth: 20,
  /** Fields that are asked for at the top. */
  maxRootFields: 10,
  /** Fields under another name. */
  maxAliases: 30,
  /** Directives on fields and fragments. */
  maxDirectives: 30,
  /** Fields after fragments are put in place. */
  maxFields: 600,
  /** Cost after variables are known; `schema/field-cost.ts` says what a field costs. */
  maxCost: 20_000,
  /** Validation errors that are reported before the server stops looking. */
  maxValidationErrors: 5,
} as const;
