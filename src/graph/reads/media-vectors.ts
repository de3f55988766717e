import type { Medium } from '../../domain/media.js';
import type { CallOptions, KnowledgeGraph, Row } from '../knowledge-graph.js';
import { readPages } from '../read-pages.js';
import { type MediaVectorRecord, mediaVectorFromProperties } from '../records/media-vector-properties.js';
import type { UnknownProperties } from '../records/stored-properties.js';

/** The vectors that one encoder has made of items' images or sounds; plain, so that threads can be sent them. */
export interface MediaVectors {
  readonly medium: Medium;
  /** The version of the encoder. */
  readonly encoder: string;
  /** Numbers a vector. */
  readonly size: number;
  readonly itemIds: readonly string[];
  /** Row after row, in the order of `itemIds`. */
  readonly vectors: Float32Array;
}

const VECTORS_PER_PAGE = 1_000;

/**
 * The vectors of each medium by the encoder that was used last. Those of another encoder are left out: they cannot be
 * compared, and are there only until their files are encoded again.
 */
export async function readMediaVectors(graph: KnowledgeGraph, options?: CallOptions): Promise<MediaVectors[]> {
  const byEncoder = new Map<string, MediaVectorRecord[]>();
  const call = { key: 'media/page-vectors' } as const;
  const pages = readPages<Row & { readonly cursor: string; readonly properties: UnknownProperties }>(
    graph,
    call,
    VECTORS_PER_PAGE,
    options,
  );
  for await (const page of pages) {
    for (const { properties } of page) {
      const record = mediaVectorFromProperties(properties);
      if (record === null) continue;
      const key = JSON.stringify([record.medium, record.encoder, record.vector.length]);
      const list = byEncoder.get(key);
      if (list === undefined) byEncoder.set(key, [record]);
      else list.push(record);
    }
  }
  const newest = new Map<Medium, readonly MediaVectorRecord[]>();
  for (const records of byEncoder.values()) {
    const other = newest.get(records[0].medium);
    if (other === undefined || lastRead(other) < lastRead(records)) newest.set(records[0].medium, records);
  }
  return [...newest.values()].map(joined);
}

function joined(records: readonly MediaVectorRecord[]): MediaVectors {
  const { medium, encoder, vector } = records[0];
  const vectors = new Float32Array(records.length * vector.length);
  for (const [n, record] of records.entries()) vectors.set(record.vector, n * vector.length);
  return { medium, encoder, size: vector.length, itemIds: records.map(({ itemId }) => itemId), vectors };
}

function lastRead(records: readonly MediaVectorRecord[]): number {
  return records.reduce((last, { readAt }) => Math.max(last, readAt), 0);
}
