import { isOfSituation } from '../domain/situation.js';
import { attributeName } from '../ingest/columns/attribute-name.js';
import type { FacetInput } from '../schema/recommendations/facet.input.js';
import { checkedList, checkedText, invalidArgument } from './argument-checks.js';

const MAX_FACETS = 30;
const MAX_CHARACTERS = 200;

/**
 * Facets of a situation by name; throws INVALID_ARGUMENT for too many, for an empty one and for two of one name. A name
 * is one that a column of a data file gives, so that the facets of files, events and requests meet; any such name is
 * taken, whether or not it was ever seen.
 */
export function checkedFacets(
  facets: readonly FacetInput[] | null | undefined,
  argument: string,
): Readonly<Record<string, string>> {
  const checked = new Map<string, string>();
  for (const { name, value } of checkedList(facets, MAX_FACETS, argument)) {
    const facet = checkedText(name, MAX_CHARACTERS, `${argument}.name`);
    const said = checkedText(value, MAX_CHARACTERS, `${argument}.value`);
    if (facet === null || said === null) throw invalidArgument(`\`${argument}\` needs a name and a value each.`);
    checkName(facet, argument);
    if (checked.has(facet)) throw invalidArgument(`\`${argument}\` names "${facet}" twice.`);
    checked.set(facet, said);
  }
  return Object.fromEntries(checked);
}

function checkName(facet: string, argument: string): void {
  const storable = attributeName(facet);
  if (storable !== facet) {
    const hint = storable === null ? '' : ` Is it "${storable}"?`;
    throw invalidArgument(
      `\`${argument}\` cannot have a facet "${facet}": a name begins with a small letter and has up to 64 letters, digits and underscores.${hint}`,
    );
  }
  if (!isOfSituation(facet)) {
    throw invalidArgument(
      `\`${argument}\` cannot have a facet "${facet}": under this name an event keeps which list showed the item. Give the facet another name.`,
    );
  }
}
