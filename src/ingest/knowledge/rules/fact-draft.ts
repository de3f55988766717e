import type { ExtractedFact } from '../../../domain/extraction.js';

/** A fact as a rule finds it, before it is checked and gets its document. */
export type FactDraft = Omit<ExtractedFact, 'documentId' | 'subject' | 'source'>;
