import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { SparseRows } from '../sparse/sparse-rows.js';

export interface TfIdfConfig {
  /** A term in fewer documents is left out. */
  readonly minDocuments: number;
  /** A term in more than this share of the documents is left out, unless there are under 20 documents. */
  readonly maxDocumentShare: number;
  /** Only the terms with the most documents are kept. No bound when left out. */
  readonly maxTerms?: number;
}

/** Documents as TF-IDF vectors of length 1, and what turns a further document into one. */
export interface TfIdf {
  /** document -> term */
  readonly matrix: SparseMatrix;
  /** The hash of a term -> its number. */
  readonly vocabulary: ReadonlyMap<number, number>;
  /** log((1 + N) / (1 + df)) + 1 by term number. */
  readonly inverseFrequencies: Float32Array;
}

/** With fewer documents than this every shared term is frequent, so that a bound on its share would leave nothing. */
const FEW_DOCUMENTS = 20;

/** TF-IDF with sublinear term frequency (1 + log tf) and rows of length 1, over documents given as lists of term hashes. */
export function fitTfIdf(documents: readonly (readonly number[])[], config: TfIdfConfig): TfIdf {
  const frequencies = new Map<number, number>();
  for (const terms of documents) {
    for (const term of new Set(terms)) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  }
  const maxDocuments =
    documents.length < FEW_DOCUMENTS ? documents.length : Math.ceil(documents.length * config.maxDocumentShare);
  let kept = [...frequencies].filter(([, count]) => count >= config.minDocuments && count <= maxDocuments);
  if (config.maxTerms !== undefined && kept.length > config.maxTerms) {
    kept = kept.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, config.maxTerms);
  }
  const vocabulary = new Map(kept.map(([term], number) => [term, number]));
  const inverseFrequencies = Float32Array.from(kept, ([, count]) => Math.log((1 + documents.length) / (1 + count)) + 1);
  const rows = new SparseRows(documents.length, kept.length);
  for (const terms of documents) {
    for (const [term, weight] of weighTerms(terms, vocabulary, inverseFrequencies)) rows.add(term, weight);
    rows.endRow();
  }
  return { matrix: rows.finish(), vocabulary, inverseFrequencies };
}

/** The TF-IDF vector of one document as pairs of term number and weight, sorted by term, of length 1 or empty. */
export function weighTerms(
  terms: readonly number[],
  vocabulary: ReadonlyMap<number, number>,
  inverseFrequencies: Float32Array,
): [number, number][] {
  const counts = new Map<number, number>();
  for (const term of terms) {
    const number = vocabulary.get(term);
    if (number !== undefined) counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  const weighed = [...counts].sort((a, b) => a[0] - b[0]);
  let squared = 0;
  for (const pair of weighed) {
    pair[1] = (1 + Math.log(pair[1])) * inverseFrequencies[pair[0]];
    squared += pair[1] * pair[1];
  }
  const length = Math.sqrt(squared);
  for (const pair of weighed) pair[1] /= length;
  return weighed;
}
