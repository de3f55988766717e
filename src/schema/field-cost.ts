import type { ComplexityEstimatorArgs } from 'graphql-query-complexity';
import { checkedPageSize } from './page-size.js';

/** The cost of a field from its arguments and the cost of one entry below it. */
export type FieldCost = (args: ComplexityEstimatorArgs) => number;

/** The cost of a leaf: reading a value that is already there. */
const LEAF_COST = 0.1;

/**
 * The cost of a field whose own work is `own`; what lies below counts once for each entry that the client asks for.
 * The number comes from the arguments after variables are known, so `first: $n` hides nothing, and a `first` that is
 * not allowed is refused here, before anything runs.
 */
export function costs(own: number, entries?: (args: Readonly<Record<string, unknown>>) => number): FieldCost {
  return ({ args, childComplexity }) => own + entryCount(args, entries) * childComplexity;
}

/** The cost of a field that says nothing about itself. */
export const usualCost: FieldCost = ({ args, childComplexity }) =>
  childComplexity === 0 ? LEAF_COST : 1 + entryCount(args) * childComplexity;

/** For lists that take no `first`: how many entries they usually have. */
export function usually(entries: number): FieldCost {
  return costs(1, () => entries);
}

function entryCount(
  args: Readonly<Record<string, unknown>>,
  entries?: (args: Readonly<Record<string, unknown>>) => number,
): number {
  if (entries !== undefined) return entries(args);
  return typeof args.first === 'number' ? checkedPageSize(args.first) : 1;
}
