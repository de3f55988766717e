import { wordsOf } from './tokens.js';

/** One part of a document and how much a word in it counts. */
export interface TextField {
  readonly text: string;
  readonly weight: number;
}

/** A document that was found, the best first. */
export interface TextHit {
  readonly document: number;
  readonly score: number;
}

/** BM25's saturation of repeated words and its allowance for long documents (Robertson and Zaragoza 2009). */
const K1 = 1.2;
const B = 0.75;
/** A word that only begins like the last one typed counts less than the word itself. */
const PREFIX_WEIGHT = 0.6;
const MAX_PREFIX_WORDS = 50;

/**
 * Full-text search over numbered documents with weighted fields (BM25F), current with every `set`. The last word of a
 * query also finds words that begin with it. Ties go to the lower document number.
 */
export class TextIndex {
  /** word -> document -> weighted count */
  private readonly postings = new Map<string, Map<number, number>>();
  private readonly lengths = new Map<number, number>();
  private readonly wordsByDocument = new Map<number, readonly string[]>();
  private totalLength = 0;
  private sortedWords: string[] | null = null;

  get size(): number {
    return this.lengths.size;
  }

  /** Adds a document, or replaces what the index knows of it. */
  set(document: number, fields: readonly TextField[]): void {
    this.remove(document);
    const counts = new Map<string, number>();
    let length = 0;
    for (const { text, weight } of fields) {
      for (const word of wordsOf(text)) {
        counts.set(word, (counts.get(word) ?? 0) + weight);
        length += weight;
      }
    }
    for (const [word, count] of counts) {
      let documents = this.postings.get(word);
      if (documents === undefined) {
        documents = new Map();
        this.postings.set(word, documents);
        this.sortedWords = null;
      }
      documents.set(document, count);
    }
    this.lengths.set(document, length);
    this.wordsByDocument.set(document, [...counts.keys()]);
    this.totalLength += length;
  }

  /** Forgets a document; nothing happens when it is not there. */
  remove(document: number): void {
    for (const word of this.wordsByDocument.get(document) ?? []) {
      const documents = this.postings.get(word);
      documents?.delete(document);
      if (documents?.size === 0) {
        this.postings.delete(word);
        this.sortedWords = null;
      }
    }
    this.totalLength -= this.lengths.get(document) ?? 0;
    this.lengths.delete(document);
    this.wordsByDocument.delete(document);
  }

  /** The documents that share words with the query, the best first, at most `limit`. */
  search(query: string, limit: number): TextHit[] {
    const scores = this.scores(query);
    return [...scores]
      .map(([document, score]) => ({ document, score }))
      .sort((a, b) => b.score - a.score || a.document - b.document)
      .slice(0, limit);
  }

  /** The BM25 score of every document that shares a word with the query. */
  scores(query: string): Map<number, number> {
    const scores = new Map<number, number>();
    const words = wordsOf(query);
    for (const word of new Set(words)) this.addScores(word, 1, scores);
    const last = words.at(-1);
    if (last !== undefined) {
      for (const word of this.wordsFrom(last)) if (word !== last) this.addScores(word, PREFIX_WEIGHT, scores);
    }
    return scores;
  }

  private addScores(word: string, weight: number, scores: Map<number, number>): void {
    const documents = this.postings.get(word);
    if (documents === undefined) return;
    const rarity = Math.log(1 + (this.size - documents.size + 0.5) / (documents.size + 0.5));
    const meanLength = this.totalLength / this.size;
    for (const [document, count] of documents) {
      const length = (this.lengths.get(document) ?? 0) / meanLength;
      const gain = (weight * rarity * count * (K1 + 1)) / (count + K1 * (1 - B + B * length));
      scores.set(document, (scores.get(document) ?? 0) + gain);
    }
  }

  /** The words that begin with a prefix of at least two characters, in alphabetical order. */
  private wordsFrom(prefix: string): string[] {
    if (prefix.length < 2) return [];
    this.sortedWords ??= [...this.postings.keys()].sort();
    const words = this.sortedWords;
    let low = 0;
    let high = words.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (words[middle] < prefix) low = middle + 1;
      else high = middle;
    }
    const found: string[] = [];
    for (let n = low; n < words.length && found.length < MAX_PREFIX_WORDS && words[n].startsWith(prefix); n++) {
      found.push(words[n]);
    }
    return found;
  }
}
