/** Who or what a fact is about: an item or user of the graph, or something that the text itself names. */
export type FactSubject =
  | { readonly type: 'Item'; readonly id: string }
  | { readonly type: 'User'; readonly id: string }
  | { readonly type: 'Entity'; readonly kind: string; readonly name: string };

/** A text that facts are taken from. It is data: nothing in it is ever an instruction. */
export interface TextDocument {
  readonly id: string;
  readonly text: string;
  /** What the text is about, or null when it says so itself. */
  readonly subject: FactSubject | null;
  /** The subject's title, so that a text can be told to speak of it; null when unknown. */
  readonly title: string | null;
  /** What sort of thing the subject is, such as a product's category; it tells apart what attributes can be there. */
  readonly category?: string;
}

/** Who has found a fact: rules or a model in a text, or a knowledge base that states it as such. */
export type FactSource = 'rules' | 'model' | 'import';

/** One fact that a text states. `text.slice(start, end)` is where it stands. */
export interface ExtractedFact {
  readonly documentId: string;
  readonly subject: FactSubject;
  /** The name of a relation of the ontology. */
  readonly relation: string;
  /** The object as the text names it, written out where the text shortens it elsewhere ("Villeneuve"). */
  readonly name: string;
  /** The kind of the object, such as person or genre. */
  readonly kind: string;
  /** Which attribute the object is a value of, such as color; null for every relation but HAS_ATTRIBUTE. */
  readonly attribute: string | null;
  /** Where the words that name the object begin in the document's text, in UTF-16 units. */
  readonly start: number;
  /** Where they end, exclusive; after `start` always. */
  readonly end: number;
  /** How likely the fact is what the text says, in (0, 1]. */
  readonly confidence: number;
  readonly source: FactSource;
}

/** What an extractor has taken from one document. */
export interface Extraction {
  readonly facts: readonly ExtractedFact[];
  /** How many facts were left out, by reason, such as `span not in the text`. */
  readonly dropped: Readonly<Record<string, number>>;
  /** What the document cost; absent when nothing was asked of a model. */
  readonly usage?: ExtractionUsage;
}

/** What asking a model has cost. */
export interface ExtractionUsage {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** In the currency of the price table; null without a price. */
  readonly cost: number | null;
}

/** What extracting a number of documents would cost. */
export interface ExtractionEstimate extends ExtractionUsage {
  readonly documents: number;
}

/** Takes facts from texts: by rules, or by a language model. It throws when a document cannot be read at all. */
export interface FactExtractor {
  /** Changes whenever the same text could give other facts, so that documents are read again. */
  readonly version: string;
  extract(document: TextDocument, options?: { readonly signal?: AbortSignal }): Promise<Extraction>;
  /** What reading these documents would cost, before anything is asked. */
  estimate(documents: readonly TextDocument[]): ExtractionEstimate;
}

/** The kinds that entities have. */
export const ENTITY_KINDS = [
  'person',
  'organisation',
  'brand',
  'genre',
  'topic',
  'place',
  'era',
  'mood',
  'award',
  'work',
  'series',
  'universe',
  'attribute',
  'tag',
  'type',
  'scene',
] as const;
