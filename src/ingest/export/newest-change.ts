import type { CallOptions, KnowledgeGraph, Row } from '../../graph/knowledge-graph.js';

/** The number of the newest change of a graph: when two readings differ, somebody has written in between. */
export async function newestChange(graph: KnowledgeGraph, options?: CallOptions): Promise<number> {
  const [row] = await graph.read<Row & { readonly sequence: number }>({ key: 'changes/newest-sequence' }, options);
  return row.sequence;
}
