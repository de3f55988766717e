import DataLoader from 'dataloader';
import type { NodeType } from '../domain/nodes.js';
import type { UserRecord } from '../domain/records.js';
import type { GraphReader } from '../graph/graph-reader.js';
import type { NodeEdge } from '../graph/reads/node-edges.js';
import type { SupportedFact } from '../ingest/knowledge/documents/document-store.js';
import type { KnowledgeBase } from '../ingest/knowledge/knowledge-base.js';
import { compareEdgeKeys, edgeKeyOf } from './edge-order.js';

/** A node whose edges are wanted, and how many of them at most. */
export interface EdgesKey {
  readonly id: string;
  readonly limit: number;
}

type EdgesOf = (ids: readonly string[], limit: number) => Promise<Map<string, NodeEdge[]>>;

/**
 * Collects what the fields of one request want to read, so that a list of any length costs a fixed number of
 * statements. Made anew for each request: what one request has read, no other sees.
 */
export class Loaders {
  readonly users: DataLoader<string, UserRecord | null>;
  /** Relations of items to entities, other items and scenes, the heaviest first. */
  readonly itemRelations: DataLoader<EdgesKey, readonly NodeEdge[], string>;
  /** Entities that users said to like, the heaviest first. */
  readonly preferences: DataLoader<EdgesKey, readonly NodeEdge[], string>;

  /** What documents state about items, the surest first. */
  readonly itemFacts: DataLoader<EdgesKey, readonly SupportedFact[], string>;

  constructor(reader: GraphReader, knowledge: KnowledgeBase, signal: AbortSignal) {
    const edgesFrom = (from: NodeType, to: NodeType): EdgesOf => {
      return (ids, limit) => reader.edgesFrom([from, to], ids, limit, { signal });
    };
    this.users = new DataLoader(async (ids) => {
      const users = await reader.users(ids, { signal });
      return ids.map((id) => users.get(id) ?? null);
    });
    this.itemRelations = edgeLoader([
      edgesFrom('Item', 'Entity'),
      edgesFrom('Item', 'Item'),
      edgesFrom('Item', 'Scene'),
    ]);
    this.preferences = edgeLoader([edgesFrom('User', 'Entity')]);
    this.itemFacts = new DataLoader(
      async (keys) => {
        const ids = keys.map(({ id }) => id);
        const limit = Math.max(...keys.map((key) => key.limit));
        const found = await knowledge.factsOfItems(ids, limit, { signal });
        return keys.map((key) => (found.get(key.id) ?? []).slice(0, key.limit));
      },
      { cacheKeyFn: ({ id, limit }) => `${limit}:${id}` },
    );
  }
}

/** One statement a source, for all nodes at once; the largest limit asked for serves them all. */
function edgeLoader(sources: readonly EdgesOf[]): DataLoader<EdgesKey, readonly NodeEdge[], string> {
  return new DataLoader(
    async (keys) => {
      const ids = [...new Set(keys.map((key) => key.id))];
      const limit = Math.max(...keys.map((key) => key.limit));
      const found = await Promise.all(sources.map((edgesOf) => edgesOf(ids, limit)));
      return keys.map((key) =>
        found
          .flatMap((byNode) => byNode.get(key.id) ?? [])
          .sort((a, b) => compareEdgeKeys(edgeKeyOf(a), edgeKeyOf(b)))
          .slice(0, key.limit),
      );
    },
    { cacheKeyFn: ({ id, limit }) => `${limit}:${id}` },
  );
}
