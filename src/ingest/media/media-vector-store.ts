import { randomUUID } from 'node:crypto';
import type { Medium } from '../../domain/media.js';
import type { Ontology } from '../../domain/ontology.js';
import type { CallOptions, KnowledgeGraph, Row } from '../../graph/knowledge-graph.js';
import { readPages } from '../../graph/read-pages.js';
import {
  type MediaVectorRecord,
  mediaVectorId,
  mediaVectorProperties,
} from '../../graph/records/media-vector-properties.js';
import { knownIds } from '../../graph/writes/plan-nodes.js';
import { Transactor } from '../../graph/writes/transactor.js';
import { WriterMemory } from '../../graph/writes/writer-memory.js';

/** What is known of a stored vector without its numbers. */
export interface KnownVector {
  readonly encoder: string;
  readonly contentHash: string;
}

/** What a store needs. */
export interface MediaVectorStoreOptions {
  readonly graph: KnowledgeGraph;
  readonly ontology: Ontology;
  /** The present in epoch milliseconds. */
  readonly clock: () => number;
}

const IDS_PER_CALL = 500;

/**
 * The vectors of items' images and sounds in the graph. Every write is one transaction that the change feed tells of;
 * vectors of an item that goes away meanwhile are not written.
 */
export class MediaVectorStore {
  private readonly graph: KnowledgeGraph;
  private readonly transactor: Transactor;

  constructor({ graph, ontology, clock }: MediaVectorStoreOptions) {
    this.graph = graph;
    this.transactor = new Transactor(graph, clock, randomUUID(), new WriterMemory(graph, ontology, 0));
  }

  /** Which of the ids name an item. */
  items(ids: readonly string[], options?: CallOptions): Promise<Set<string>> {
    return knownIds(this.graph, 'Item', ids, options);
  }

  /** What the vectors of some items were made from, by item id. */
  async find(medium: Medium, itemIds: readonly string[], options?: CallOptions): Promise<Map<string, KnownVector>> {
    const itemOf = new Map(itemIds.map((itemId) => [mediaVectorId(medium, itemId), itemId]));
    const rows = await this.graph.read<Row & KnownVector & { readonly id: string }>(
      { key: 'media/find-vectors', parameters: { ids: [...itemOf.keys()] } },
      options,
    );
    return new Map(rows.map(({ id, encoder, contentHash }) => [itemOf.get(id) ?? '', { encoder, contentHash }]));
  }

  /** The items that have a vector of a medium, and by which encoder, a page at a time. */
  async *pages(medium: Medium, options?: CallOptions): AsyncGenerator<{ itemId: string; encoder: string }[]> {
    type Listed = Row & Record<'cursor' | 'item' | 'medium' | 'encoder', string>;
    const call = { key: 'media/page-vector-ids' } as const;
    for await (const page of readPages<Listed>(this.graph, call, IDS_PER_CALL, options)) {
      yield page.filter((row) => row.medium === medium).map(({ item, encoder }) => ({ itemId: item, encoder }));
    }
  }

  /** Keeps vectors in the place of those that were there. */
  async save(records: readonly MediaVectorRecord[]): Promise<void> {
    const ids = records.map(({ itemId }) => itemId);
    await this.transactor.run(async () => {
      const known = await knownIds(this.graph, 'Item', ids);
      const rows = records
        .filter(({ itemId }) => known.has(itemId))
        .map((record) => ({
          id: mediaVectorId(record.medium, record.itemId),
          properties: mediaVectorProperties(record),
        }));
      return {
        calls: rows.length === 0 ? [] : [{ key: 'media/save-vectors', parameters: { rows } }],
        writes: [],
        kind: 'nodes',
        // Nothing that walks over the graph reads them; models take them in when they are trained or loaded.
        touched: [],
        reliesOn: ids.map((id) => `Item/${id}`),
        newEdges: 0,
      };
    });
  }

  /** Forgets vectors of some items; those that have none change nothing. */
  async remove(medium: Medium, itemIds: readonly string[]): Promise<void> {
    for (let at = 0; at < itemIds.length; at += IDS_PER_CALL) {
      const ids = itemIds.slice(at, at + IDS_PER_CALL).map((itemId) => mediaVectorId(medium, itemId));
      await this.transactor.run(async () => ({
        calls: [{ key: 'media/delete-vectors', parameters: { ids } }],
        writes: [],
        kind: 'nodes',
        touched: [],
        reliesOn: [],
        newEdges: 0,
      }));
    }
  }
}
