/** A fact as a rule finds it, before it is checked and gets its document. */
export interface FactDraft {
  readonly relation: string;
  readonly name: string;
  readonly kind: string;
  readonly attribute: string | null;
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}
