/** A model after a rewriting. */
export interface Rewritten {
  readonly bytes: Uint8Array;
  /** In how many places something was rewritten: layers, tables or groups of units. */
  readonly places: number;
}
