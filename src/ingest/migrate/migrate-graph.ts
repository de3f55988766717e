import { IsthmusError } from '../../domain/errors.js';
import { appendChange } from '../../graph/change-feed.js';
import { GraphReader } from '../../graph/graph-reader.js';
import type { CallOptions, KnowledgeGraph, StatementCall } from '../../graph/knowledge-graph.js';
import { DOCUMENT_LABELS, documentNodePages } from '../../graph/reads/document-pages.js';
import { newestChange } from '../export/newest-change.js';
import { type CopyGroup, copyEnd, copyParts } from './copy-parts.js';
import { keepProgress, type MigrationProgress, noProgress, readProgress } from './migration-progress.js';
import { readAhead } from './read-ahead.js';

/** From where to where, and who wants to know. */
export interface MigrateOptions {
  readonly source: KnowledgeGraph;
  /** Empty, or as an earlier run of the same migration has left it. */
  readonly target: KnowledgeGraph;
  readonly nowMs: () => number;
  /** Stops between two batches; repeating the migration goes on there. */
  readonly signal?: AbortSignal;
  /** Called with the rows written since the last call (at first with those of earlier runs) and what they are. */
  readonly onRows?: (rows: number, what: string) => void;
  /** Called when a step begins that writes no rows. */
  readonly onStep?: (step: string) => void;
}

/** What a migration did. */
export interface MigrationReport {
  /** The digest that both graphs have now. */
  readonly digest: string;
  /** Nodes and edges that this run wrote. */
  readonly written: number;
  /** Nodes and edges that earlier runs had written. */
  readonly resumed: number;
  /** Whether the source has been written to since its digest was read: the target has not got that. */
  readonly hasChangedMeanwhile: boolean;
}

/** Rows of one transaction. */
const BATCH_ROWS = 5_000;

/**
 * Copies a whole graph into an empty store and compares the digests in the end. Each transaction keeps how far it has
 * come in the target, so that after a kill the same call goes on there.
 */
export async function migrateGraph(options: MigrateOptions): Promise<MigrationReport> {
  const { source, target, signal, onRows, onStep } = options;
  const call: CallOptions = signal === undefined ? {} : { signal };
  const before = await newestChange(source, call);
  onStep?.('reading the digest of the source');
  const digest = await new GraphReader(source).digest(call);
  const begun = await readProgress(target, call);
  if (begun === null) await requireEmpty(target, call);
  else if (begun.id !== digest) throw otherMigration();
  onRows?.(begun?.rows ?? 0, 'copied before');

  const written = await copy(options, begun ?? noProgress(digest), call);
  onStep?.('comparing the digest of the target');
  const reached = await new GraphReader(target).digest(call);
  if (reached !== digest) throw await unequal(source, digest, call);
  await target.write([{ key: 'copy/forget-progress', parameters: { id: digest } }]);
  const hasChangedMeanwhile = (await newestChange(source, call)) !== before;
  return { digest, written, resumed: begun?.rows ?? 0, hasChangedMeanwhile };
}

async function copy(options: MigrateOptions, begun: MigrationProgress, call: CallOptions): Promise<number> {
  const { source, target, signal, onRows } = options;
  let progress = begun;
  for await (const { name, groups, next } of readAhead(copyParts(source, begun.position, call))) {
    const batches = groups.flatMap(batchesOf);
    for (let k = progress.batches; k < batches.length; k++) {
      signal?.throwIfAborted();
      const { rows } = batches[k];
      progress = { ...progress, batches: k + 1, rows: progress.rows + rows.length };
      await target.write([{ ...batches[k].call, parameters: { rows } }, keepProgress(progress)]);
      onRows?.(rows.length, name);
    }
    progress = { ...progress, position: next, batches: 0 };
  }
  await target.write([...(await endOf(options, progress, call)), keepProgress({ ...progress, batches: 1 })]);
  return progress.rows - begun.rows;
}

/** What follows the rows; an earlier run that got so far has left one batch after the last place. */
async function endOf(
  { source, nowMs }: MigrateOptions,
  progress: MigrationProgress,
  call: CallOptions,
): Promise<StatementCall[]> {
  return progress.batches > 0 ? [] : [...(await copyEnd(source, call)), appendChange('bulk', [], nowMs())];
}

function batchesOf({ call, rows }: CopyGroup): CopyGroup[] {
  const batches: CopyGroup[] = [];
  for (let k = 0; k < rows.length; k += BATCH_ROWS) batches.push({ call, rows: rows.slice(k, k + BATCH_ROWS) });
  return batches;
}

async function requireEmpty(target: KnowledgeGraph, call: CallOptions): Promise<void> {
  const { nodes } = await new GraphReader(target).counts(call);
  const held = Object.entries(nodes).filter(([, count]) => count > 0);
  if (held.length === 0) return requireNoDocuments(target, call);
  const what = held.map(([type, count]) => `${count.toLocaleString('en-US')} ${type}`).join(', ');
  throw new IsthmusError('INVALID_ARGUMENT', `The target is not empty: it holds ${what} nodes. Choose an empty one.`);
}

/** Documents outlive the items that they are about, so a store without items may hold some. */
async function requireNoDocuments(target: KnowledgeGraph, call: CallOptions): Promise<void> {
  for (const label of DOCUMENT_LABELS) {
    for await (const _ of documentNodePages(target, label, call)) {
      throw new IsthmusError(
        'INVALID_ARGUMENT',
        `The target is not empty: it holds ${label} nodes. Choose an empty one.`,
      );
    }
  }
}

function otherMigration(): IsthmusError {
  return new IsthmusError(
    'INVALID_ARGUMENT',
    'The target holds an unfinished migration of another graph, or of this one before it changed. Empty the target and start again.',
  );
}

async function unequal(source: KnowledgeGraph, digest: string, call: CallOptions): Promise<IsthmusError> {
  const now = await new GraphReader(source).digest(call);
  return now === digest
    ? new IsthmusError('INTERNAL', 'The target differs from the source. Empty the target and start again.')
    : new IsthmusError(
        'STORE_UNAVAILABLE',
        'The source was written to while it was copied. Stop what writes to it, empty the target and start again.',
      );
}
