import { IsthmusError } from '../../domain/errors.js';
import type { DocumentShape } from './document-shape.js';
import { REQUEST_LIMITS } from './request-limits.js';

const CHECKS: readonly { readonly count: keyof DocumentShape; readonly limit: number; readonly what: string }[] = [
  { count: 'depth', limit: REQUEST_LIMITS.maxDepth, what: 'levels of nested fields' },
  { count: 'introspectionDepth', limit: REQUEST_LIMITS.maxIntrospectionDepth, what: 'levels of introspection' },
  { count: 'rootFields', limit: REQUEST_LIMITS.maxRootFields, what: 'fields at the top' },
  { count: 'aliases', limit: REQUEST_LIMITS.maxAliases, what: 'aliases' },
  { count: 'directives', limit: REQUEST_LIMITS.maxDirectives, what: 'directives' },
  { count: 'fields', limit: REQUEST_LIMITS.maxFields, what: 'fields' },
];

/** Why a document of this shape is not run, or null. */
export function shapeProblem(shape: DocumentShape): IsthmusError | null {
  for (const { count, limit, what } of CHECKS) {
    if (shape[count] <= limit) continue;
    const found = Number.isFinite(shape[count]) ? String(shape[count]) : 'endlessly many';
    const message = `The operation has ${found} ${what}; at most ${limit} are allowed. Ask for less, or in several requests.`;
    return new IsthmusError('QUERY_TOO_EXPENSIVE', message);
  }
  return null;
}
