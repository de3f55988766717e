import type { Change, ChangeCursor, ChangeKind, ChangePage } from './changes.js';
import type { CallOptions, KnowledgeGraph, Row, StatementCall } from './knowledge-graph.js';

interface ChangeRow extends Row {
  readonly sequence: number;
  readonly kind: ChangeKind;
  readonly ids: readonly string[];
  readonly at: number;
  readonly commitId: string;
}

/** The call that appends one entry to the change feed, in the transaction of the write that it tells of. */
export function appendChange(kind: ChangeKind, ids: readonly string[], atMs: number, commitId = ''): StatementCall {
  return { key: 'changes/append-change', parameters: { kind, ids, at: atMs, commitId } };
}

/**
 * The call that undoes its transaction when another commit after `since` names one of the nodes in `refs`; it comes
 * after the call that appends the change, because only whoever holds the feed's counter sees every commit before.
 */
export function refuseClash(since: ChangeCursor, commitId: string, refs: readonly string[]): StatementCall {
  return { key: 'changes/refuse-clash', parameters: { since, commitId, refs } };
}

/** The sequence of the newest change, 0 when nothing was ever written. */
export async function newestSequence(graph: KnowledgeGraph, options?: CallOptions): Promise<ChangeCursor> {
  const [row] = await graph.read<Row & { readonly sequence: number }>({ key: 'changes/newest-sequence' }, options);
  return row.sequence;
}

/**
 * The changes after a cursor. Only the newest entries are kept: a reader that has fallen behind them gets one `bulk`
 * change, which tells it to read everything again.
 */
export async function readChanges(
  graph: KnowledgeGraph,
  cursor: ChangeCursor,
  limit: number,
  options?: CallOptions,
): Promise<ChangePage> {
  const changes = await changesAfter(graph, cursor, limit, options);
  if (changes.length > 0 || (await newestSequence(graph, options)) <= cursor) return pageOf(changes, cursor);
  const [oldest] = await graph.read<Row & { readonly sequence: number | null }>(
    { key: 'changes/oldest-sequence', parameters: { cursor } },
    options,
  );
  // An entry that has come in between is found by the next call.
  if (oldest.sequence === null || oldest.sequence === cursor + 1) return pageOf([], cursor);
  const behind = oldest.sequence - 1;
  const kept = limit > 1 ? await changesAfter(graph, behind, limit - 1, options) : [];
  const bulk: Change = { sequence: behind, kind: 'bulk', ids: [], at: kept[0]?.at ?? 0, commitId: '' };
  return pageOf([bulk, ...kept], cursor);
}

/**
 * The entries right after the cursor, up to the first number that is missing: on an engine without snapshots an entry
 * may become visible between the look-ups of two others, and to go past it would lose it.
 */
async function changesAfter(
  graph: KnowledgeGraph,
  cursor: ChangeCursor,
  limit: number,
  options?: CallOptions,
): Promise<Change[]> {
  const rows = await graph.read<ChangeRow>({ key: 'changes/changes-since', parameters: { cursor, limit } }, options);
  const changes: Change[] = [];
  for (const { sequence, kind, ids, at, commitId } of rows) {
    if (sequence !== cursor + changes.length + 1) break;
    changes.push({ sequence, kind, ids, at, commitId });
  }
  return changes;
}

function pageOf(changes: readonly Change[], cursor: ChangeCursor): ChangePage {
  return { changes, cursor: changes.at(-1)?.sequence ?? cursor };
}
