import type { CallOptions, WriteSummary } from './knowledge-graph.js';

/** One statement as a person wrote it, with its parameters. */
export interface CypherStatement {
  readonly text: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A node in a result, the same from every engine. */
export interface CypherNode {
  readonly type: 'node';
  readonly labels: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A relationship in a result. */
export interface CypherRelationship {
  readonly type: 'relationship';
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A path in a result: its nodes and relationships in turn, beginning and ending with a node. */
export interface CypherPath {
  readonly type: 'path';
  readonly parts: readonly (CypherNode | CypherRelationship)[];
}

/** What a column can hold besides lists and maps of these; temporal values come as ISO 8601 text. */
export type CypherValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | CypherNode
  | CypherRelationship
  | CypherPath
  | readonly CypherValue[]
  | { readonly [name: string]: CypherValue };

/** How one statement is run. */
export interface CypherRunOptions extends CallOptions {
  /** Refuses a statement that writes with INVALID_ARGUMENT, before it runs. */
  readonly isReadOnly?: boolean;
  /** Runs the statement and says how. */
  readonly isProfiled?: boolean;
  /** Takes the rows as they come, at most some thousands a call; the statement waits for what it returns. */
  readonly onRows?: (columns: readonly string[], rows: readonly (readonly CypherValue[])[]) => void | Promise<void>;
}

/** What a statement did. */
export interface CypherSummary extends WriteSummary {
  readonly columns: readonly string[];
  readonly rowCount: number;
  /** The plan as the engine prints it, one line a step; null when it was not asked for. */
  readonly plan: string | null;
}

/**
 * The port for statements that people write, beside the one for the statements of the catalogue. A statement runs in
 * a transaction of its own; one that changes the graph leaves a `bulk` change in the feed in the same transaction, so
 * that every reader of the feed reads the graph again.
 */
export interface CypherRunner {
  /** Runs one statement; an error of the statement's text is INVALID_ARGUMENT and names line and column where known. */
  runCypher(statement: CypherStatement, options?: CypherRunOptions): Promise<CypherSummary>;
}
