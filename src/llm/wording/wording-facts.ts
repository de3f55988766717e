import type { Language } from '../../domain/nodes.js';

/** One edge of a path, by the names of its ends as the reader knows them. */
export interface WordedFact {
  readonly subject: string;
  /** The name of a relation, such as DIRECTED_BY. */
  readonly relation: string;
  readonly object: string;
}

/** All that a text may speak of. */
export interface WordingFacts {
  readonly language: Language;
  readonly facts: readonly WordedFact[];
  /** Titles of the items that the facts speak of: the recommended one, and those that the user knows. */
  readonly items: readonly string[];
  /** Further names that are no end of a fact, such as the scene. */
  readonly otherNames: readonly string[];
  /** The reasons as the templates say them; their words and numbers may be used, too. */
  readonly sentences: readonly string[];
}

/** How a text is to sound. */
export interface WordingWish {
  readonly tone: 'plain' | 'warm' | 'playful';
  /** The text may not be longer, in characters. */
  readonly maxLength: number;
}
