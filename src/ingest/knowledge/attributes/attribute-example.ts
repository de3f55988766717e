/** A value of an attribute where it stands in a text; an unknown place is null. */
export interface AttributeValueSpan {
  readonly attribute: string;
  readonly start: number;
  readonly end: number;
}

/** A text whose attribute values people have marked, to learn from or to measure against. */
export interface AttributeExample {
  readonly text: string;
  /** What the text is about, such as the kind of product; empty when nobody says. */
  readonly category: string;
  readonly values: readonly AttributeValueSpan[];
}
