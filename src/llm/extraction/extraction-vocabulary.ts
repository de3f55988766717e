import { ENTITY_KINDS } from '../../domain/extraction.js';
import type { NodeType } from '../../domain/nodes.js';
import type { Ontology, RelationType } from '../../domain/ontology.js';

/** What a model may say of texts: nothing outside of it becomes a fact. */
export interface ExtractionVocabulary {
  readonly relations: readonly RelationType[];
  readonly kinds: readonly string[];
  /** Names of the scenes that an item can suit; empty asks for none. */
  readonly scenes: readonly string[];
}

/**
 * The platform's own relations that a text can state. The vocabulary of encyclopaedias says the same in other words,
 * and a model that may choose between two words for one thing chooses both.
 */
const STATED_IN_TEXTS: ReadonlySet<string> = new Set([
  'DIRECTED_BY',
  'WRITTEN_BY',
  'STARRING',
  'COMPOSED_BY',
  'PERFORMED_BY',
  'PRODUCED_BY',
  'HOSTED_BY',
  'DEVELOPED_BY',
  'DESIGNED_BY',
  'PUBLISHED_BY',
  'HAS_GENRE',
  'ABOUT',
  'HAS_MOOD',
  'SET_IN',
  'FROM_ERA',
  'FROM_COUNTRY',
  'PART_OF_UNIVERSE',
  'WON_AWARD',
  'HAS_ATTRIBUTE',
  'MADE_BY',
  'BASED_ON',
  'SOUNDTRACK_OF',
  'SEQUEL_OF',
  'INSPIRED_BY',
  'DISCUSSES',
  'SUITS',
  'PREFERS',
  'SERIES',
]);

/** The vocabulary of an ontology: what texts state, and whatever its data sets have declared. */
export function extractionVocabulary(ontology: Ontology, scenes: readonly string[] = []): ExtractionVocabulary {
  const relations = ontology.all().filter(({ name, isDeclared }) => isDeclared || STATED_IN_TEXTS.has(name));
  return {
    relations: relations.filter(({ name }) => name !== 'SUITS' || scenes.length > 0),
    kinds: ENTITY_KINDS,
    scenes,
  };
}

/** The relations that a text about such a subject can state; without a subject, those of named things. */
export function relationsFor(vocabulary: ExtractionVocabulary, subject: NodeType | null): RelationType[] {
  return vocabulary.relations.filter(
    ({ subjectTypes }) => subjectTypes.includes('Entity') || (subject !== null && subjectTypes.includes(subject)),
  );
}
