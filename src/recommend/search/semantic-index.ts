/** Finds items by the meaning of a text: fitted item vectors behind one call. */
export interface SemanticIndex {
  /** Adds the similarity in [0, 1] of every fitted item to the text to `into`, by item number. */
  score(text: string, into: Float32Array): Promise<void>;
}
