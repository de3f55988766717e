import { hashTerm } from './hash-term.js';
import { fitTfIdf, weighTerms } from './tf-idf.js';
import { characterGramsOf, wordsOf } from './tokens.js';
import { truncatedSvd } from './truncated-svd.js';

export interface TextEncoderConfig {
  /** Numbers a vector, at most. */
  readonly embeddingSize: number;
  /** How many terms (words and pieces of words) the encoder knows at most. */
  readonly maxTerms: number;
  readonly seed: number;
}

/** Settings that fit some thousand texts in about two seconds. */
export const DEFAULT_TEXT_ENCODER: TextEncoderConfig = { embeddingSize: 128, maxTerms: 20_000, seed: 1 };

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

  constructor(readonly state: TextEncoderState) {
    this.vocabulary = new Map(Array.from(state.terms, (term, number) => [term, number]));
  }

  /** Learns from the texts of a catalogue; empty texts teach nothing. */
  static fit(texts: readonly string[], config: TextEncoderConfig = DEFAULT_TEXT_ENCODER): TextEncoder {
    const reader = new TermReader();
    const documents = texts.filter((text) => text.length > 0).map((text) => reader.read(text));
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
    return this.encodeTerms(new TermReader().read(text));
  }

  /** The vectors of many texts, row after row. */
  encodeAll(texts: readonly string[]): Float32Array {
    const vectors = new Float32Array(texts.length * this.embeddingSize);
    const reader = new TermReader();
    for (const [n, text] of texts.entries()) {
      vectors.set(this.encodeTerms(reader.read(text)), n * this.embeddingSize);
    }
    return vectors;
  }

  private encodeTerms(terms: readonly number[]): Float32Array {
    const { embeddingSize: size, inverseFrequencies, projection } = this.state;
    const vector = new Float32Array(size);
    for (const [term, weight] of weighTerms(terms, this.vocabulary, inverseFrequencies)) {
      for (let k = 0; k < size; k++) vector[k] += weight * projection[term * size + k];
    }
    return toUnitLength(vector);
  }
}

/** Turns texts into the hashes of their words and pieces of words; remembers the pieces of every word it has met. */
class TermReader {
  private readonly known = new Map<string, readonly number[]>();

  read(text: string): number[] {
    const terms: number[] = [];
    for (const word of wordsOf(text)) {
      let pieces = this.known.get(word);
      if (pieces === undefined) {
        pieces = [word, ...characterGramsOf(word)].map(hashTerm);
        this.known.set(word, pieces);
      }
      for (const piece of pieces) terms.push(piece);
    }
    return terms;
  }
}

function toUnitLength(vector: Float32Array): Float32Array {
  let squared = 0;
  for (const value of vector) squared += value * value;
  if (squared > 0) for (let k = 0; k < vector.length; k++) vector[k] /= Math.sqrt(squared);
  return vector;
}
