import { z } from 'zod';
import { IsthmusError } from '../../domain/errors.js';
import type { Projection } from '../../graph/projection/projection.js';
import { bytesOf, uint32Of } from '../../models/store/array-file.js';
import type { ModelStore, StoredModel } from '../../models/store/model-store.js';
import { hashTerm } from '../../models/text/hash-term.js';
import type { TextEncoding } from '../../models/text/text-encoding.js';
import { EncodedItems } from '../search/encoded-items.js';
import { filesOfItems, itemsOfFiles, storedFile } from '../search/encoded-items-files.js';
import { encodeItems, fitSemantic } from './fit-channels.js';
import { itemTexts } from './item-texts.js';

/** The name under which vectors lie in the model store that were made after the fit that serves. */
const VECTORS_NAME = 'item-vectors';

const settingsSchema = z.object({ encoderSize: z.number(), encoderVersion: z.string() });

/** Vectors by the encoder that is set now, and how many texts had to be read for them. */
export interface Refreshed {
  readonly items: EncodedItems;
  readonly encodedTexts: number;
}

/**
 * The vectors of item texts for a fit whose own are another encoder's. They are kept in the model store with the
 * version of their encoder and a print of each text, so that the next start only encodes what is new or has changed.
 */
export class RefreshedVectors {
  constructor(
    private readonly store: ModelStore,
    private readonly warn: (message: string) => void,
  ) {}

  /** The vectors of all items; by an encoder that is learned from the catalogue for null. */
  async get(projection: Projection, encoding: TextEncoding | null): Promise<Refreshed> {
    const texts = itemTexts(projection);
    const kept = await this.kept(encoding);
    if (kept === null) {
      const items = encoding === null ? fitSemantic(projection) : await encodeItems(projection, encoding, undefined);
      return this.keep(projection, texts, items, texts.length);
    }
    const { size } = kept.items.encoding;
    const vectors = new Float32Array(texts.length * size);
    const missing: number[] = [];
    for (const [item, text] of texts.entries()) {
      const row = kept.rows.get(projection.items.idOf(item));
      if (row === undefined || kept.prints[row] !== hashTerm(text)) missing.push(item);
      else vectors.set(kept.items.vectors.subarray(row * size, (row + 1) * size), item * size);
    }
    const fresh = await kept.items.encoding.encode(missing.map((item) => texts[item]));
    for (const [n, item] of missing.entries()) vectors.set(fresh.subarray(n * size, (n + 1) * size), item * size);
    const items = new EncodedItems(kept.items.encoding, vectors);
    return missing.length === 0 ? { items, encodedTexts: 0 } : this.keep(projection, texts, items, missing.length);
  }

  private async keep(
    projection: Projection,
    texts: readonly string[],
    items: EncodedItems,
    encodedTexts: number,
  ): Promise<Refreshed> {
    const { encoding } = items;
    const ids = texts.map((_, item) => projection.items.idOf(item));
    try {
      await this.store.save({
        name: VECTORS_NAME,
        dataFingerprint: `items=${texts.length}`,
        hyperParameters: { encoderSize: encoding.size, encoderVersion: encoding.version },
        metrics: {},
        inputs: [],
        outputs: [],
        files: filesOfItems(items)
          .set('items.json', Buffer.from(JSON.stringify(ids)))
          .set('texts.bin', bytesOf(Uint32Array.from(texts, hashTerm))),
      });
    } catch (error) {
      if (!(error instanceof IsthmusError)) throw error;
      this.warn(
        `The new vectors of item texts could not be kept, so the next start makes them again. ${error.message}`,
      );
    }
    return { items, encodedTexts };
  }

  /** The newest vectors that this encoder has made; damaged ones count as none, because they can be made again. */
  private async kept(encoding: TextEncoding | null) {
    const versions = await this.store.versions(VECTORS_NAME);
    for (const version of versions.reverse()) {
      try {
        const stored = await this.store.load(VECTORS_NAME, version);
        const { encoderSize: size, encoderVersion } = settingsSchema.parse(stored.manifest.hyperParameters);
        const items = itemsOfFiles(stored, { size, version: encoderVersion }, encoding);
        if (items !== null) return { items, rows: rowsOf(stored), prints: uint32Of(storedFile(stored, 'texts.bin')) };
      } catch (error) {
        if (!(error instanceof IsthmusError || error instanceof z.ZodError)) throw error;
        this.warn(`The kept vectors ${version} of item texts cannot be used. ${error.message}`);
      }
    }
    return null;
  }
}

function rowsOf(stored: StoredModel): Map<string, number> {
  const text = Buffer.from(storedFile(stored, 'items.json')).toString('utf8');
  return new Map(
    z
      .array(z.string())
      .parse(JSON.parse(text))
      .map((id, row) => [id, row]),
  );
}
