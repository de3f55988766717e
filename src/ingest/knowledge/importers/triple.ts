/** One statement of a knowledge base, in the words of that base. */
export interface Triple {
  readonly subject: string;
  readonly predicate: string;
  readonly object: string;
  /** True for a text or number, false for the name of another thing. */
  readonly isLiteral: boolean;
  /** Language of a text, such as en; empty when nobody says. */
  readonly language: string;
}

/** A knowledge base that can be read again and again, a triple at a time. */
export type TripleSource = () => AsyncIterable<Triple>;

/** The predicate that every source uses for the names of things. */
export const LABEL = 'label';
