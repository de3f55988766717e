import { IsthmusError } from '../domain/errors.js';

/** How many entries a list gives when the client does not say. */
export const DEFAULT_PAGE_SIZE = 20;
/** The longest page of any list. */
export const MAX_PAGE_SIZE = 100;

/** What every `first` argument says about itself. */
export const FIRST_DESCRIPTION = `How many entries to return, 1 to ${MAX_PAGE_SIZE}.`;
/** What every `after` argument says about itself. */
export const AFTER_DESCRIPTION = 'The `endCursor` of the page before; leave it out for the first page.';

/** The page size itself when it is allowed; throws INVALID_ARGUMENT otherwise. */
export function checkedPageSize(first: number): number {
  if (Number.isInteger(first) && first >= 1 && first <= MAX_PAGE_SIZE) return first;
  throw new IsthmusError(
    'INVALID_ARGUMENT',
    `\`first\` must be a whole number from 1 to ${MAX_PAGE_SIZE}, but is ${first}. Take more pages with \`after\` to read on.`,
  );
}
