import { MEDIA, type Medium } from '../../domain/media.js';
import { numberOrNull, type StoredProperties, textOf, type UnknownProperties } from './stored-properties.js';

/** The vector of an item's image or sound, and what it was made from. */
export interface MediaVectorRecord {
  readonly itemId: string;
  readonly medium: Medium;
  /** The version of the encoder. */
  readonly encoder: string;
  /** SHA-256 of the file. */
  readonly contentHash: string;
  readonly vector: Float32Array;
  /** When the file was read, in epoch milliseconds. */
  readonly readAt: number;
}

const BYTES_A_NUMBER = 4;

/** The id of the node that holds a vector; an item has one image and one sound at most. */
export function mediaVectorId(medium: Medium, itemId: string): string {
  return `${medium}/${itemId}`;
}

/**
 * The properties of a vector's node. The numbers are base64 of their bytes (float32, the lowest byte first): equal to
 * the bit on every engine and in every export, where a list of numbers takes several times the memory and Neo4j would
 * take whole numbers among them for integers.
 */
export function mediaVectorProperties({ itemId, medium, vector, ...rest }: MediaVectorRecord): StoredProperties {
  const bytes = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
  const id = mediaVectorId(medium, itemId);
  return { id, item: itemId, medium, size: vector.length, vector: bytes.toString('base64'), ...rest };
}

/** The vector of a node, or null when somebody else has written what no vector can be. */
export function mediaVectorFromProperties(properties: UnknownProperties): MediaVectorRecord | null {
  const medium = MEDIA.find((known) => known === properties.medium);
  const bytes = Buffer.from(textOf(properties, 'vector'), 'base64');
  const size = numberOrNull(properties, 'size');
  if (medium === undefined || size === null || size < 1 || bytes.length !== size * BYTES_A_NUMBER) return null;
  // Copied, because typed arrays begin at a multiple of their element's size and a buffer of Node need not.
  const vector = new Float32Array(size);
  new Uint8Array(vector.buffer).set(bytes);
  if (!vector.every(Number.isFinite)) return null;
  return {
    itemId: textOf(properties, 'item'),
    medium,
    encoder: textOf(properties, 'encoder'),
    contentHash: textOf(properties, 'contentHash'),
    vector,
    readAt: numberOrNull(properties, 'readAt') ?? 0,
  };
}
