import { createHash } from 'node:crypto';
import { NODE_TYPES, type NodeType } from '../../domain/nodes.js';
import { ALL_ENDS } from '../joined-types.js';
import type { CallOptions, KnowledgeGraph, Row } from '../knowledge-graph.js';
import type { UnknownProperties } from '../records/stored-properties.js';
import { DOCUMENT_LABELS, documentNodePages, statementPages } from './document-pages.js';

interface NodeRow extends Row {
  readonly cursor: string;
  readonly properties: UnknownProperties;
}

interface EdgeRow extends Row {
  readonly subject: string;
  readonly relation: string;
  readonly object: string;
  readonly properties: UnknownProperties;
}

const NODES_PER_PAGE = 500;

/**
 * A hash over all nodes and edges, and over what documents state. Each is hashed by itself and the hashes are added up,
 * so that the order does not matter and a million edges need no sorting, while a doubled edge still counts twice. Left
 * out are the change feed, the arrival numbers of events and when documents were read, which tell how a graph came
 * about and not what it says.
 */
export async function graphDigest(graph: KnowledgeGraph, options?: CallOptions): Promise<string> {
  const sum = new Uint32Array(8);
  for (const type of NODE_TYPES) {
    const pages = graph.pages<NodeRow>({ key: 'nodes/page-nodes', subjectType: type }, NODES_PER_PAGE, options);
    for await (const page of pages) {
      for (const row of page) add(sum, [type, sorted(row.properties)]);
      await addEdges(
        graph,
        type,
        page.map((row) => row.cursor),
        sum,
        options,
      );
    }
  }
  await addDocuments(graph, sum, options);
  return Buffer.from(sum.buffer).toString('hex');
}

async function addDocuments(graph: KnowledgeGraph, sum: Uint32Array, options?: CallOptions): Promise<void> {
  for (const label of DOCUMENT_LABELS) {
    for await (const page of documentNodePages(graph, label, options)) {
      for (const { readAt: _, ...properties } of page) add(sum, [label, sorted(properties)]);
    }
  }
  for await (const { statements } of statementPages(graph, options)) {
    for (const { document, claim, properties } of statements) add(sum, ['STATES', document, claim, sorted(properties)]);
  }
}

async function addEdges(
  graph: KnowledgeGraph,
  type: NodeType,
  ids: readonly string[],
  sum: Uint32Array,
  options?: CallOptions,
): Promise<void> {
  for (const [subjectType, objectType] of ALL_ENDS) {
    if (subjectType !== type) continue;
    const call = { key: 'digest/edges-of-nodes', subjectType, objectType, parameters: { ids } } as const;
    for (const row of await graph.read<EdgeRow>(call, options)) {
      const { arrival: _, ...properties } = row.properties;
      add(sum, [subjectType, row.subject, row.relation, objectType, row.object, sorted(properties)]);
    }
  }
}

function sorted(properties: UnknownProperties): [string, unknown][] {
  return Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1));
}

function add(sum: Uint32Array, content: unknown): void {
  const hash = createHash('sha256').update(JSON.stringify(content)).digest();
  for (let k = 0; k < sum.length; k++) sum[k] += hash.readUInt32LE(k * 4);
}
