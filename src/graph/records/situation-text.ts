import { isOfSituation } from '../../domain/situation.js';

/**
 * The facets of the situation in an event's context as one text, the same for the same facets in any order; null
 * without any. It is an object in JSON, so that people can read it in Cypher too.
 */
export function situationText(context: Readonly<Record<string, string>>): string | null {
  const facets = Object.keys(context).filter(isOfSituation).sort();
  if (facets.length === 0) return null;
  // Keys that look like numbers would change their places in an object.
  return `{${facets.map((facet) => `${JSON.stringify(facet)}:${JSON.stringify(context[facet])}`).join(',')}}`;
}

/** The facets of a text that `situationText` has made, by name; none of any other text, which a script may have written. */
export function facetsOfText(text: string): [name: string, value: string][] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return [];
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return [];
  return Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}
