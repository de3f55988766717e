import type { CallOptions, KnowledgeGraph, Row, StatementCall } from '../../graph/knowledge-graph.js';
import { COPY_START, type CopyPosition } from './copy-parts.js';

/** How far a migration has come: a place, how many batches after it are written, and how many rows in all. */
export interface MigrationProgress {
  /** The digest of the graph that is copied. */
  readonly id: string;
  readonly position: CopyPosition;
  readonly batches: number;
  readonly rows: number;
}

interface ProgressRow extends Row {
  readonly id: string;
  readonly stage: number;
  readonly after: string;
  readonly batches: number;
  readonly rows: number;
}

/** The unfinished migration that a graph knows of, or null. */
export async function readProgress(target: KnowledgeGraph, options?: CallOptions): Promise<MigrationProgress | null> {
  const rows = await target.read<ProgressRow>({ key: 'copy/progress', parameters: { limit: 1 } }, options);
  if (rows.length === 0) return null;
  const [{ id, stage, after, batches, rows: written }] = rows;
  return { id, position: { stage, after }, batches, rows: written };
}

/** Progress before anything is written. */
export function noProgress(id: string): MigrationProgress {
  return { id, position: COPY_START, batches: 0, rows: 0 };
}

/** The call that keeps progress, in the transaction of the rows that it counts. */
export function keepProgress({ id, position, batches, rows }: MigrationProgress): StatementCall {
  return { key: 'copy/keep-progress', parameters: { id, ...position, batches, rows } };
}
