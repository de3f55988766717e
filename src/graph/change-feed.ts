import type { Change, ChangeCursor, ChangeKind, ChangePage } from './changes.js';
import type { CallOptions, KnowledgeGraph, Row, StatementCall } from './knowledge-graph.js';

interface ChangeRow extends Row {
  readonly sequence: number;
  readonly kind: ChangeKind;
  readonly ids: readonly string[];
  readonly at: number;
}

/** The call that appends one entry to the change feed, in the transaction of the write that it tells of. */
export function appendChange(kind: ChangeKind, ids: readonly string[], atMs: number): StatementCall {
  return { key: 'changes/append-change', parameters: { kind, ids, at: atMs } };
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
  const rows = await graph.read<ChangeRow>({ key: 'changes/changes-since', parameters: { cursor, limit } }, options);
  const changes: Change[] = rows.map(({ sequence, kind, ids, at }) => ({ sequence, kind, ids, at }));
  if (changes.length > 0 && changes[0].sequence > cursor + 1) {
    changes.unshift({ sequence: changes[0].sequence - 1, kind: 'bulk', ids: [], at: changes[0].at });
    changes.length = Math.min(changes.length, limit);
  }
  return { changes, cursor: changes.at(-1)?.sequence ?? cursor };
}
