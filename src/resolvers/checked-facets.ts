import type { FacetInput } from '../schema/recommendations/facet.input.js';
import { checkedList, checkedText, invalidArgument } from './argument-checks.js';

const MAX_FACETS = 30;
const MAX_CHARACTERS = 200;

/** Facets of a situation by name; throws INVALID_ARGUMENT for too many, for an empty one and for two of one name. */
export function checkedFacets(
  facets: readonly FacetInput[] | null | undefined,
  argument: string,
): Readonly<Record<string, string>> {
  const checked = new Map<string, string>();
  for (const { name, value } of checkedList(facets, MAX_FACETS, argument)) {
    const facet = checkedText(name, MAX_CHARACTERS, `${argument}.name`);
    const said = checkedText(value, MAX_CHARACTERS, `${argument}.value`);
    if (facet === null || said === null) throw invalidArgument(`\`${argument}\` needs a name and a value each.`);
    if (checked.has(facet)) throw invalidArgument(`\`${argument}\` names "${facet}" twice.`);
    checked.set(facet, said);
  }
  return Object.fromEntries(checked);
}
