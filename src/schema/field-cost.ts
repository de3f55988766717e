import type { ComplexityEstimatorArgs } from 'graphql-query-complexity';
import { checkedPageSize } from './page-size.js';

/** The arguments of one field after variables are known. */
type FieldArguments = Readonly<Record<string, unknown>>;

/** The cost of a field from its arguments and the cost of one entry below it. */
export type FieldCost = (args: ComplexityEstimatorArgs) => number;

/** What a field costs, in units of about ten microseconds of one core. */
export interface CostParts {
  /** The work of the field itself, whatever it returns. */
  readonly own: number | ((args: FieldArguments) => number);
  /** The work for each entry of its list, besides what is selected of it. */
  readonly perEntry?: number;
  /** How long the list is; by default what `first` says, and 1 without it. */
  readonly entries?: (args: FieldArguments) => number;
}

/** The cost of a value that is already there. */
const LEAF_COST = 0.1;

/**
 * The cost of a field: its own work, and for each entry that the client asks for, the work on it and what is selected
 * below. It is worked out after variables are known, so `first: $n` hides nothing, and a `first` that is not allowed
 * is refused here, before anything runs.
 */
export function costs({ own, perEntry = 0, entries = entriesOf }: CostParts): FieldCost {
  return ({ args, childComplexity }) =>
    (typeof own === 'number' ? own : own(args)) + entries(args) * (perEntry + childComplexity);
}

/** The cost of a field that says nothing about itself. */
export const usualCost: FieldCost = ({ args, childComplexity }) =>
  childComplexity === 0 ? LEAF_COST : 1 + entriesOf(args) * childComplexity;

/** The cost of a list that takes no `first` and usually has so many entries. */
export function usually(entries: number): FieldCost {
  return costs({ own: 1, entries: () => entries });
}

function entriesOf({ first }: FieldArguments): number {
  return typeof first === 'number' ? checkedPageSize(first) : 1;
}
