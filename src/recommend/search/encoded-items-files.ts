import { IsthmusError } from '../../domain/errors.js';
import { bytesOf, float32Of, uint32Of } from '../../models/store/array-file.js';
import type { StoredModel } from '../../models/store/model-store.js';
import { CATALOGUE_VERSION, CatalogueEncoding } from '../../models/text/catalogue-encoding.js';
import { TextEncoder } from '../../models/text/text-encoder.js';
import type { TextEncoding } from '../../models/text/text-encoding.js';
import { EncodedItems } from './encoded-items.js';

const VECTORS_FILE = 'item-vectors.bin';

/** Which encoder made stored vectors. */
export interface StoredEncoder {
  /** 0 when there are no vectors. */
  readonly size: number;
  /** Fits of earlier versions do not name it; theirs is the catalogue's own. */
  readonly version: string | null;
}

/** The vectors of items' texts as files, with the encoder itself if it was learned from the catalogue. */
export function filesOfItems({ encoding, vectors }: EncodedItems): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  if (encoding instanceof CatalogueEncoding) {
    const { state } = encoding.encoder;
    files.set('encoder-terms.bin', bytesOf(state.terms));
    files.set('encoder-frequencies.bin', bytesOf(state.inverseFrequencies));
    files.set('encoder-projection.bin', bytesOf(state.projection));
  }
  return files.set(VECTORS_FILE, bytesOf(vectors));
}

/**
 * Stored vectors with their encoder. Null when another encoder than the given one has made them, or one that is not
 * given: vectors of two encoders must not be compared.
 */
export function itemsOfFiles(
  stored: StoredModel,
  { size, version }: StoredEncoder,
  encoding: TextEncoding | null,
): EncodedItems | null {
  if (size === 0) return null;
  const isOwn = version === null || version.startsWith(CATALOGUE_VERSION);
  if (encoding === null ? !isOwn : encoding.version !== version) return null;
  const need = (name: string) => storedFile(stored, name);
  const vectors = float32Of(need(VECTORS_FILE));
  if (encoding !== null) return new EncodedItems(encoding, vectors);
  const encoder = new TextEncoder({
    embeddingSize: size,
    terms: uint32Of(need('encoder-terms.bin')),
    inverseFrequencies: float32Of(need('encoder-frequencies.bin')),
    projection: float32Of(need('encoder-projection.bin')),
  });
  return new EncodedItems(new CatalogueEncoding(encoder), vectors);
}

/** A file of a stored model; MODEL_INVALID when it was stored without. */
export function storedFile({ manifest, files }: StoredModel, name: string): Uint8Array {
  const bytes = files.get(name);
  if (bytes !== undefined) return bytes;
  throw new IsthmusError(
    'MODEL_INVALID',
    `The models ${manifest.version} lack ${name}. Fit them again with "isthmus train".`,
  );
}
