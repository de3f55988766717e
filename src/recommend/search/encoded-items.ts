import { CatalogueEncoding } from '../../models/text/catalogue-encoding.js';
import type { TextEncoder } from '../../models/text/text-encoder.js';
import type { TextEncoding } from '../../models/text/text-encoding.js';
import type { SemanticIndex } from './semantic-index.js';

/** Item vectors by item number and the encoder that made them: the meaning of a query is compared with each. */
export class EncodedItems implements SemanticIndex {
  constructor(
    readonly encoding: TextEncoding,
    /** items × width, row after row, each of length 1 or all zeros. */
    readonly vectors: Float32Array,
    /** Numbers a row: those of the text, and behind them those of images and sounds where these are kept apart. */
    readonly width = encoding.size,
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
    const { width } = this;
    const { size } = this.encoding;
    const count = Math.min(into.length, size === 0 ? 0 : this.vectors.length / width);
    for (let item = 0, at = 0; item < count; item++, at += width) {
      let product = 0;
      for (let k = 0; k < size; k++) product += query[k] * this.vectors[at + k];
      if (product <= 0) continue;
      // A query is text alone, so it is compared with the text's part as if that were all.
      into[item] += width === size ? product : product / this.lengthAt(at);
    }
  }

  private lengthAt(from: number): number {
    let squared = 0;
    for (let k = from; k < from + this.encoding.size; k++) squared += this.vectors[k] * this.vectors[k];
    return Math.sqrt(squared);
  }
}
