import { hashTerm } from './hash-term.js';
import { fitTfIdf } from './tf-idf.js';
import { characterGramsOf, wordsOf } from './tokens.js';
import { truncatedSvd } from './truncated-svd.js';
import { toUnitLength } from './unit-length.js';

export interface TextEncoderConfig {
  /** Numbers a vector, at most. */
  readonly embeddingSize: number;
  /** How many terms (words and pieces of words) the encoder knows at most. */
  readonly maxTerms: number;
  readonly seed: number;
}

/** Settings that fit some thousand texts in about two seconds. */
export const DEFAULT_TEXT_ENCODER: TextEncoderConfig = { embeddingSize: 128, maxTerms: 20_000, seed: 1 };

/** More of a text says nothing new about it, and a text of megabytes would keep all others waiting. */
const MAX_CHARACTERS = 20_000;
const MOST_KEPT_WORDS = 50_000;

/** The arrays of a fitted encoder, as they are written to disk. */
export interface TextEncoderState {
  readonly embeddingSize: number;
  /** Term hashes, by term number. */
  readonly terms: Uint32Array;
  readonly inverseFrequencies: Float32Array;
  /** terms × embeddingSize, row after row. */
  readonly projection: Float32Array;
}

/**
 * Texts of any language as vectors of length 1 whose dot product says how alike they are: hashed words and character
 * n-grams, TF-IDF, projected to the strongest singular vectors of the texts it was fitted on (latent semantic
 * analysis, Deerwester et al. 1990).
 */
export class TextEncoder {
  private readonly vocabulary: ReadonlyMap<number, number>;
  /** Numbers of the terms that a word consists of, as far as they are known; words repeat far more than texts do. */
  private readonly termsByWord = new Map<string, readonly number[]>();
  /** How often each term occurs in the text that is being read; all zeros in between. */
  private readonly counts: Uint32Array;

  constructor(readonly state: TextEncoderState) {
    this.vocabulary = new Map(Array.from(state.terms, (term, number) => [term, number]));
    this.counts = new Uint32Array(state.terms.length);
  }

  /** Learns from the texts of a catalogue; empty texts teach nothing. */
  static fit(texts: readonly string[], config: TextEncoderConfig = DEFAULT_TEXT_ENCODER): TextEncoder {
    const documents = texts.filter((text) => text.length > 0).map((text) => wordsOf(text).flatMap(termsOf));
    const tfIdf = fitTfIdf(documents, {
      minDocuments: documents.length < 50 ? 1 : 2,
      maxDocumentShare: 0.5,
      maxTerms: config.maxTerms,
    });
    const svd = truncatedSvd(tfIdf.matrix, config.embeddingSize, config.seed);
    return new TextEncoder({
      embeddingSize: svd.size,
      terms: Uint32Array.from(tfIdf.vocabulary.keys()),
      inverseFrequencies: tfIdf.inverseFrequencies,
      projection: svd.rightVectors,
    });
  }

  get embeddingSize(): number {
    return this.state.embeddingSize;
  }

  /** The vector of a text, of length 1; all zeros when it shares no term with the catalogue. */
  encode(text: string): Float32Array {
    return this.encodeAll([text]);
  }

  /** The vectors of many texts, row after row. */
  encodeAll(texts: readonly string[]): Float32Array {
    const { embeddingSize: size } = this;
    const vectors = new Float32Array(texts.length * size);
    for (const [n, text] of texts.entries()) this.addTerms(text, vectors, n * size);
    return toUnitLength(vectors, size);
  }

  /** Adds the projections of a text's terms, weighed as in TF-IDF; plain loops over typed arrays, as this is hot. */
  private addTerms(text: string, vectors: Float32Array, into: number): void {
    const { embeddingSize: size, inverseFrequencies, projection } = this.state;
    const { counts } = this;
    const found: number[] = [];
    for (const word of wordsOf(text.slice(0, MAX_CHARACTERS))) {
      for (const term of this.knownTermsOf(word)) if (counts[term]++ === 0) found.push(term);
    }
    for (const term of found) {
      const weight = (1 + Math.log(counts[term])) * inverseFrequencies[term];
      counts[term] = 0;
      const from = term * size;
      let k = 0;
      for (; k + 3 < size; k += 4) {
        vectors[into + k] += weight * projection[from + k];
        vectors[into + k + 1] += weight * projection[from + k + 1];
        vectors[into + k + 2] += weight * projection[from + k + 2];
        vectors[into + k + 3] += weight * projection[from + k + 3];
      }
      for (; k < size; k++) vectors[into + k] += weight * projection[from + k];
    }
  }

  private knownTermsOf(word: string): readonly number[] {
    let terms = this.termsByWord.get(word);
    if (terms === undefined) {
      terms = termsOf(word).flatMap((term) => this.vocabulary.get(term) ?? []);
      if (this.termsByWord.size >= MOST_KEPT_WORDS) this.termsByWord.clear();
      this.termsByWord.set(word, terms);
    }
    return terms;
  }
}

/** The hashes of a word and of its pieces. */
function termsOf(word: string): number[] {
  return [word, ...characterGramsOf(word)].map(hashTerm);
}
