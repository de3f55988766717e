import { IsthmusError } from '../../domain/errors.js';
import type { FusionSettings, Medium } from '../../domain/media.js';
import type { IdIndex } from '../../graph/projection/id-index.js';
import type { MediaVectors } from '../../graph/reads/media-vectors.js';
import { toUnitLength } from '../../models/text/unit-length.js';
import { EncodedItems } from './encoded-items.js';

/** The vectors that items have besides those of their texts, and how all of them become one. */
export interface ItemMedia {
  readonly vectors: readonly MediaVectors[];
  readonly fusion: FusionSettings;
}

/**
 * One vector an item, of its text, image and sound: each part is brought to length 1 and multiplied with its weight,
 * the whole is brought to length 1. A part that an item lacks is zeros. CONFIG_INVALID when parts of different sizes
 * are to be added up.
 */
export function fuseVectors(text: EncodedItems, items: IdIndex, { vectors, fusion }: ItemMedia): EncodedItems {
  if (vectors.length === 0) return text;
  const { encoding } = text;
  const isSum = fusion.method === 'sum';
  const foreign = isSum ? vectors.find(({ size }) => size !== encoding.size) : undefined;
  if (foreign !== undefined) throw unequalSizes(encoding.size, foreign);
  const width = isSum ? encoding.size : vectors.reduce((sum, { size }) => sum + size, encoding.size);
  const fused = new Float32Array(items.size * width);
  const add = (item: number, row: Float32Array, offset: number, weight: number): void => {
    let squared = 0;
    for (let k = 0; k < row.length; k++) squared += row[k] * row[k];
    if (squared === 0) return;
    const factor = weight / Math.sqrt(squared);
    for (let k = 0; k < row.length; k++) fused[item * width + offset + k] += factor * row[k];
  };
  const textCount = encoding.size === 0 ? 0 : Math.min(items.size, text.vectors.length / encoding.size);
  for (let item = 0; item < textCount; item++) {
    const from = item * encoding.size;
    add(item, text.vectors.subarray(from, from + encoding.size), 0, fusion.weights.text);
  }
  let offset = isSum ? 0 : encoding.size;
  for (const { medium, size, itemIds, vectors: rows } of vectors) {
    for (const [n, id] of itemIds.entries()) {
      const item = items.indexOf(id);
      if (item >= 0) add(item, rows.subarray(n * size, (n + 1) * size), offset, fusion.weights[medium]);
    }
    if (!isSum) offset += size;
  }
  return new EncodedItems(encoding, toUnitLength(fused, width), width);
}

const NAMES: Readonly<Record<Medium, string>> = { image: 'images', audio: 'sounds' };

function unequalSizes(textSize: number, { medium, size }: MediaVectors): IsthmusError {
  return new IsthmusError(
    'CONFIG_INVALID',
    `Vectors of texts have ${textSize} numbers and those of ${NAMES[medium]} ${size}, so they cannot be added up. Set ISTHMUS_ITEM_VECTORS to concatenate, or take encoders of texts and ${NAMES[medium]} that were trained together.`,
  );
}
