import type { NodeType } from '../../domain/nodes.js';
import type { CallOptions, KnowledgeGraph, Row, StatementCall } from '../knowledge-graph.js';
import { type StoredProperties, sameProperties } from '../records/stored-properties.js';
import type { UpsertTally } from './upsert-report.js';

interface NodeRow extends Row {
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

type Content = Readonly<Record<string, unknown>>;

/** How the records of one node type are checked, compared and stored. */
export interface NodeCodec<T extends { readonly id: string }> {
  readonly type: NodeType;
  readonly properties: (record: T) => StoredProperties;
  /** Everything that makes two records different: the properties, and what the store keeps as edges. */
  readonly content: (record: T) => Content;
  /** The contents that the store has for these ids. */
  readonly storedContents: (graph: KnowledgeGraph, ids: readonly string[]) => Promise<Map<string, Content>>;
  /** Why a record cannot be stored, or null. */
  readonly problem: (record: T) => string | null;
}

export interface NodePlan<T> {
  readonly calls: StatementCall[];
  /** The records that are new or different, each once, in its last form. */
  readonly written: T[];
  /** What the store has had for the ids of the batch. */
  readonly stored: ReadonlyMap<string, Content>;
}

const MAX_ID_LENGTH = 512;

/** Why a text cannot be the id of a node, or null. */
export function idProblem(id: string): string | null {
  if (id === '') return 'the id is empty';
  if (id.length > MAX_ID_LENGTH) return `the id is longer than ${MAX_ID_LENGTH} characters`;
  return null;
}

/** Compares a batch with what is stored and plans only the writes that change something. */
export async function planNodes<T extends { readonly id: string }>(
  graph: KnowledgeGraph,
  codec: NodeCodec<T>,
  batch: readonly T[],
  start: number,
  tally: UpsertTally,
): Promise<NodePlan<T>> {
  const ids = [...new Set(batch.map((record) => record.id))];
  const stored = await codec.storedContents(graph, ids);
  const current = new Map(stored);
  const changed = new Map<string, T>();

  for (let k = 0; k < batch.length; k++) {
    const record = batch[k];
    const problem = idProblem(record.id) ?? codec.problem(record);
    if (problem !== null) {
      tally.reject(start + k, problem);
      continue;
    }
    const content = codec.content(record);
    const known = current.get(record.id);
    if (known !== undefined && sameProperties(known, content)) {
      tally.unchanged++;
      continue;
    }
    if (known === undefined) tally.created++;
    else tally.changed++;
    current.set(record.id, content);
    changed.set(record.id, record);
  }

  const written = [...changed.values()];
  const created = written
    .filter(({ id }) => !stored.has(id))
    .map((record) => ({ properties: codec.properties(record) }));
  const replaced = written
    .filter(({ id }) => stored.has(id))
    .map((record) => ({ id: record.id, properties: codec.properties(record) }));
  const calls: StatementCall[] = [];
  if (created.length > 0)
    calls.push({ key: 'nodes/create-nodes', subjectType: codec.type, parameters: { rows: created } });
  if (replaced.length > 0) {
    calls.push({ key: 'nodes/replace-nodes', subjectType: codec.type, parameters: { rows: replaced } });
  }
  return { calls, written, stored };
}

/** The stored properties of the nodes of one type by id. */
export async function storedProperties(
  graph: KnowledgeGraph,
  type: NodeType,
  ids: readonly string[],
  options?: CallOptions,
): Promise<Map<string, Content>> {
  const call = { key: 'nodes/find-nodes', subjectType: type, parameters: { ids } } as const;
  return new Map((await graph.read<NodeRow>(call, options)).map((row) => [row.id, row.properties]));
}

/** The ids that name a node of the type. */
export async function knownIds(
  graph: KnowledgeGraph,
  type: NodeType,
  ids: Iterable<string>,
  options?: CallOptions,
): Promise<Set<string>> {
  const unique = [...new Set(ids)];
  if (unique.length === 0) return new Set();
  const call = { key: 'nodes/known-ids', subjectType: type, parameters: { ids: unique } } as const;
  return new Set((await graph.read<Row & { readonly id: string }>(call, options)).map((row) => row.id));
}
