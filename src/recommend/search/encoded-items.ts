import type { TextEncoder } from '../../models/text/text-encoder.js';
import type { SemanticIndex } from './semantic-index.js';

/** Item vectors by item number and the encoder that made them: the meaning of a query is compared with each. */
export class EncodedItems implements SemanticIndex {
  constructor(
    readonly encoder: TextEncoder,
    /** items × embeddingSize, row after row, each of length 1 or all zeros. */
    readonly vectors: Float32Array,
  ) {}

  /** Encodes the texts of all items. */
  static fit(encoder: TextEncoder, texts: readonly string[]): EncodedItems {
    return new EncodedItems(encoder, encoder.encodeAll(texts));
  }

  score(text: string, into: Float32Array): void {
    const query = this.encoder.encode(text);
    const size = this.encoder.embeddingSize;
    const count = Math.min(into.length, size === 0 ? 0 : this.vectors.length / size);
    for (let item = 0, at = 0; item < count; item++, at += size) {
      let product = 0;
      for (let k = 0; k < size; k++) product += query[k] * this.vectors[at + k];
      if (product > 0) into[item] += product;
    }
  }
}
