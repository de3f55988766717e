import type { NodeType } from '../../domain/nodes.js';
import type { CallOptions, KnowledgeGraph, Row } from '../../graph/knowledge-graph.js';
import { readPages } from '../../graph/read-pages.js';
import type { UnknownProperties } from '../../graph/records/stored-properties.js';

interface NodeRow extends Row {
  readonly cursor: string;
  readonly properties: UnknownProperties;
}

/** One edge as the store holds it. */
export interface StoredEdge extends Row {
  readonly subject: string;
  readonly relation: string;
  readonly object: string;
  readonly properties: UnknownProperties;
}

/** The edges of some subjects that follow each other in the order of ids. */
export interface EdgePage {
  /** The last of the subjects: reading can go on after it. */
  readonly lastSubject: string;
  readonly edges: readonly StoredEdge[];
}

const NODES_PER_PAGE = 500;
/** Fewer than nodes of a page, because a busy user has thousands of edges. */
const SUBJECTS_PER_PAGE = 200;

/** Pages of the properties of all nodes of a label, in the order of their ids, from after an id on. */
export async function* nodePages(
  graph: KnowledgeGraph,
  type: NodeType,
  options?: CallOptions,
  after = '',
): AsyncGenerator<UnknownProperties[]> {
  const call = { key: 'nodes/page-nodes', subjectType: type } as const;
  for await (const page of readPages<NodeRow>(graph, call, NODES_PER_PAGE, options, after)) {
    yield page.map((row) => row.properties);
  }
}

/** All edges between nodes of two labels, some subjects at a time, from after a subject on. */
export async function* edgePages(
  graph: KnowledgeGraph,
  subjectType: NodeType,
  objectType: NodeType,
  options?: CallOptions,
  after = '',
): AsyncGenerator<EdgePage> {
  const call = { key: 'nodes/page-ids', subjectType } as const;
  for await (const page of readPages<Row & { readonly cursor: string }>(
    graph,
    call,
    SUBJECTS_PER_PAGE,
    options,
    after,
  )) {
    const ids = page.map((row) => row.cursor);
    const edges = await graph.read<StoredEdge>(
      { key: 'digest/edges-of-nodes', subjectType, objectType, parameters: { ids } },
      options,
    );
    yield { lastSubject: ids[ids.length - 1], edges: inOrder(edges) };
  }
}

/** Events keep the order in which they came; the other edges get one that is the same every time. */
function inOrder(edges: readonly StoredEdge[]): StoredEdge[] {
  const key = (edge: StoredEdge) => `${edge.subject}\n${edge.relation}\n${edge.object}`;
  const arrival = (edge: StoredEdge) => (typeof edge.properties.arrival === 'number' ? edge.properties.arrival : 0);
  return [...edges].sort((a, b) => arrival(a) - arrival(b) || (key(a) < key(b) ? -1 : 1));
}
