import type { NodeType } from '../../domain/nodes.js';
import type { CallOptions, KnowledgeGraph, Row } from '../knowledge-graph.js';
import { NODES_PER_READ } from './id-chunks.js';
import type { Projection } from './projection.js';

const PAGE_ROWS = 2_000;

/** What a node refers to comes before it: an item names its domain. */
export const TYPES_IN_ORDER: readonly NodeType[] = ['Domain', 'Scene', 'Entity', 'Item', 'User'];

/** Nodes of one type that are read together. */
export interface NodeChunk {
  readonly type: NodeType;
  readonly ids: readonly string[];
}

/** Nodes in chunks of the size of one read. */
export function* chunksOf(type: NodeType, ids: readonly string[]): Generator<NodeChunk> {
  for (let k = 0; k < ids.length; k += NODES_PER_READ) yield { type, ids: ids.slice(k, k + NODES_PER_READ) };
}

/** All nodes of the graph, chunk by chunk, and then those that the projection has and the graph may not have any more. */
export async function* scanGraph(
  graph: KnowledgeGraph,
  projection: Projection,
  options: CallOptions,
): AsyncGenerator<NodeChunk> {
  for (const type of TYPES_IN_ORDER) {
    const missing = new Set(projection.indexOf(type).liveIds());
    const pages = graph.pages<Row & { readonly cursor: string }>(
      { key: 'nodes/page-ids', subjectType: type },
      PAGE_ROWS,
      options,
    );
    for await (const page of pages) {
      for (const row of page) missing.delete(row.cursor);
      yield* chunksOf(
        type,
        page.map((row) => row.cursor),
      );
    }
    yield* chunksOf(type, [...missing]);
  }
}
