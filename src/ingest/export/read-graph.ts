import type { NodeType } from '../../domain/nodes.js';
import type { CallOptions, KnowledgeGraph, Row } from '../../graph/knowledge-graph.js';
import type { UnknownProperties } from '../../graph/records/stored-properties.js';

interface NodeRow extends Row {
  readonly cursor: string;
  readonly properties: UnknownProperties;
}

/** One edge as the store holds it. */
interface StoredEdge extends Row {
  readonly subject: string;
  readonly relation: string;
  readonly object: string;
  readonly properties: UnknownProperties;
}

const NODES_PER_PAGE = 500;

/** The properties of all nodes of a label, in the order of their ids. */
export async function* nodesOf(
  graph: KnowledgeGraph,
  type: NodeType,
  options?: CallOptions,
): AsyncGenerator<UnknownProperties> {
  const pages = graph.pages<NodeRow>({ key: 'nodes/page-nodes', subjectType: type }, NODES_PER_PAGE, options);
  for await (const page of pages) for (const row of page) yield row.properties;
}

/** All edges between nodes of two labels, a page of subjects at a time. */
export async function* edgesOf(
  graph: KnowledgeGraph,
  subjectType: NodeType,
  objectType: NodeType,
  options?: CallOptions,
): AsyncGenerator<StoredEdge[]> {
  const pages = graph.pages<NodeRow>({ key: 'nodes/page-nodes', subjectType }, NODES_PER_PAGE, options);
  for await (const page of pages) {
    const ids = page.map((row) => row.cursor);
    const edges = await graph.read<StoredEdge>(
      { key: 'digest/edges-of-nodes', subjectType, objectType, parameters: { ids } },
      options,
    );
    yield inOrder(edges);
  }
}

/** Events keep the order in which they came; the other edges get one that is the same every time. */
function inOrder(edges: readonly StoredEdge[]): StoredEdge[] {
  const key = (edge: StoredEdge) => `${edge.subject}\n${edge.relation}\n${edge.object}`;
  const arrival = (edge: StoredEdge) => (typeof edge.properties.arrival === 'number' ? edge.properties.arrival : 0);
  return [...edges].sort((a, b) => arrival(a) - arrival(b) || (key(a) < key(b) ? -1 : 1));
}
