import { IsthmusError } from '../../domain/errors.js';
import type { Ontology, RelationType } from '../../domain/ontology.js';

/**
 * The relation of an edge that stands in a graph. One that the ontology does not know, because a script has made it,
 * is declared in the ontology; undefined when no ontology could hold its name.
 */
export function knownRelation(ontology: Ontology, name: string): RelationType | undefined {
  const known = ontology.find(name);
  if (known !== undefined) return known;
  try {
    return ontology.declare({ name });
  } catch (error) {
    if (error instanceof IsthmusError) return undefined;
    throw error;
  }
}
