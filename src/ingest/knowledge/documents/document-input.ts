import type { ExtractedFact } from '../../../domain/extraction.js';
import type { SourceDocument } from './source-document.js';

/** What a source of documents gives: a document, or a place where there should have been one. */
export type DocumentInput =
  | {
      readonly type: 'document';
      readonly document: SourceDocument;
      readonly place: DocumentPlace;
      /** What the document states, when its source says so itself: then no extractor is asked. */
      readonly facts?: readonly ExtractedFact[];
    }
  | { readonly type: 'broken'; readonly reason: string; readonly raw: string; readonly place: DocumentPlace };

/** Where a document was read. */
export interface DocumentPlace {
  readonly file: string;
  readonly line: number;
}

/** A source of documents, a piece at a time. */
export type DocumentInputs = AsyncIterable<readonly DocumentInput[]>;
