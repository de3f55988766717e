import type { NodeType } from '../domain/nodes.js';
import type { RelationName } from '../domain/ontology.js';
import type { ChangeCursor, ChangePage } from './changes.js';
import type { StatementKey } from './statement-catalogue.js';

/**
 * One statement of the catalogue with its parameters. `relation` replaces the relation placeholder of a statement
 * that is written once for all relations; it is a name that the ontology has checked, so no text from outside
 * ever becomes part of a statement. The same holds for `subjectType` and `objectType`, labels of the closed list of
 * node types, which stand at the two ends of a relation; a statement about one label has only a subject.
 */
export interface StatementCall {
  readonly key: StatementKey;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly relation?: RelationName;
  readonly subjectType?: NodeType;
  readonly objectType?: NodeType;
}

/** Limits of one call: the caller's cancellation and the time after which the call fails with DEADLINE_EXCEEDED. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/** One row of a result by column name: strings, numbers, booleans, null, lists and maps of these. */
export type Row = Readonly<Record<string, unknown>>;

/** What a write changed, summed over its statements. */
export interface WriteSummary {
  readonly nodesCreated: number;
  readonly nodesDeleted: number;
  readonly relationshipsCreated: number;
  readonly relationshipsDeleted: number;
  readonly propertiesSet: number;
}

/**
 * The port to the graph store: it runs statements of the catalogue and nothing else. Neo4j and the embedded engine
 * implement it; `test/contracts/knowledge-graph.contract.ts` says what every implementation has to keep.
 */
export interface KnowledgeGraph {
  /** Runs one reading statement and resolves with all of its rows, in the statement's order. */
  read<R extends Row>(call: StatementCall, options?: CallOptions): Promise<R[]>;

  /**
   * Runs statements in order in one transaction: all of them or none. When the promise resolves, the writes are on
   * disk: neither a killed process nor a power cut loses them.
   */
  write(calls: readonly StatementCall[], options?: CallOptions): Promise<WriteSummary>;

  /**
   * Reads a large result in pages. The statement takes `$after` (text, empty at first) and `$limit` (rows a page),
   * orders by the column `cursor` and returns it; paging ends with the first page shorter than `$limit`.
   */
  pages<R extends Row & { readonly cursor: string }>(
    call: StatementCall,
    pageRows: number,
    options?: CallOptions,
  ): AsyncIterable<R[]>;

  /** The changes after a cursor in the order in which they were committed, at most `limit` of them. */
  changesSince(cursor: ChangeCursor, limit: number, options?: CallOptions): Promise<ChangePage>;

  /** Resolves when the store answers, rejects with STORE_UNAVAILABLE when it does not. */
  ping(options?: CallOptions): Promise<void>;

  /** Writes out what is pending and releases the store; calls after it reject with STORE_UNAVAILABLE. */
  close(): Promise<void>;
}
