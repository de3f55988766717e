import { createHash } from 'node:crypto';
import { bytesOf } from '../store/array-file.js';
import type { TextEncoder } from './text-encoder.js';
import type { TextEncoding } from './text-encoding.js';

/** What the versions of encoders that were learned from a catalogue begin with. */
export const CATALOGUE_VERSION = 'catalogue:';

/** Lets others have the thread after this many texts. */
const TEXTS_A_TURN = 500;

/** The encoder that is learned from the catalogue itself, behind the port. */
export class CatalogueEncoding implements TextEncoding {
  readonly version: string;

  constructor(readonly encoder: TextEncoder) {
    const { terms, inverseFrequencies, projection } = encoder.state;
    const hash = createHash('sha256');
    for (const array of [terms, inverseFrequencies, projection]) hash.update(bytesOf(array));
    this.version = `${CATALOGUE_VERSION}${hash.digest('hex').slice(0, 16)}`;
  }

  get size(): number {
    return this.encoder.embeddingSize;
  }

  async encode(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array> {
    const vectors = new Float32Array(texts.length * this.size);
    for (let from = 0; from < texts.length; from += TEXTS_A_TURN) {
      signal?.throwIfAborted();
      if (from > 0) await new Promise(setImmediate);
      vectors.set(this.encoder.encodeAll(texts.slice(from, from + TEXTS_A_TURN)), from * this.size);
    }
    return vectors;
  }

  async release(): Promise<void> {}
}
