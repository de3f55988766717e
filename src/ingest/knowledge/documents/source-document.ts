import { hash } from 'node:crypto';
import type { TextDocument } from '../../../domain/extraction.js';

/** Where a text comes from, kept with everything that is taken from it. */
export interface Provenance {
  /** What sort of text it is: description, review, post, page … */
  readonly kind: string;
  /** Where it is from, such as catalogue or wikipedia. */
  readonly source: string;
  readonly licence: string | null;
  readonly url: string | null;
}

/** A text with its origin, before anything is taken from it. */
export interface SourceDocument extends TextDocument {
  readonly provenance: Provenance;
}

/** What is kept of a text that has been read: not the text itself, but how to tell that it has changed. */
export interface StoredDocument {
  readonly id: string;
  /** What the text is about, such as `Item/dune`. */
  readonly about: string;
  readonly provenance: Provenance;
  /** The hash of the text and of everything else that facts depend on. */
  readonly contentHash: string;
  /** The version of the extractor that has read it. */
  readonly extractor: string;
  /** When, in epoch milliseconds. */
  readonly readAt: number;
}

/** Equal for documents from which one extractor takes the same facts. */
export function contentHash({ text, subject, title, category }: TextDocument): string {
  return hash('sha256', JSON.stringify([text, subject, title, category ?? null]), 'hex');
}
