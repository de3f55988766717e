import type { CallOptions, KnowledgeGraph, Row, StatementCall } from './knowledge-graph.js';

/** Runs a statement of `KnowledgeGraph.pages` page after page, from after a cursor on. */
export async function* readPages<R extends Row & { readonly cursor: string }>(
  graph: Pick<KnowledgeGraph, 'read'>,
  call: StatementCall,
  pageRows: number,
  options?: CallOptions,
  start = '',
): AsyncGenerator<R[]> {
  let after = start;
  for (;;) {
    const rows = await graph.read<R>({ ...call, parameters: { ...call.parameters, after, limit: pageRows } }, options);
    if (rows.length > 0) yield rows;
    if (rows.length < pageRows) return;
    after = rows[rows.length - 1].cursor;
  }
}
