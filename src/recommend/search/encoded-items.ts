import { CatalogueEncoding } from '../../models/text/catalogue-encoding.js';
import type { TextEncoder } from '../../models/text/text-encoder.js';
import type { TextEncoding } from '../../models/text/text-encoding.js';
import type { SemanticIndex } from './semantic-index.js';

/** Item vectors by item number and the encoder that made them: the meaning of a query is compared with each. */
export class EncodedItems implements SemanticIndex {
  constructor(
    readonly encoding: TextEncoding,
    /** items × size, row after row, each of length 1 or all zeros. */
    readonly vectors: Float32Array,
  ) {}

  /** Encodes the texts of all items with the catalogue's own encoder. */
  static fit(encoder: TextEncoder, texts: readonly string[]): EncodedItems {
    return new EncodedItems(new CatalogueEncoding(encoder), encoder.encodeAll(texts));
  }

  /** Encodes the texts of all items with any encoder. */
  static async encode(
    encoding: TextEncoding,
    texts: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<EncodedItems> {
    return new EncodedItems(encoding, await encoding.encode(texts, signal));
  }

  async score(text: string, into: Float32Array): Promise<void> {
    const query = await this.encoding.encode([text]);
    const { size } = this.encoding;
    const count = Math.min(into.length, size === 0 ? 0 : this.vectors.length / size);
    for (let item = 0, at = 0; item < count; item++, at += size) {
      let product = 0;
      for (let k = 0; k < size; k++) product += query[k] * this.vectors[at + k];
      if (product > 0) into[item] += product;
    }
  }
}
