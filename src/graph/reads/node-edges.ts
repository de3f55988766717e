import type { NodeType } from '../../domain/nodes.js';
import type { JoinedTypes } from '../joined-types.js';
import type { CallOptions, KnowledgeGraph, Row } from '../knowledge-graph.js';

/** One edge of a node and what is at its other end. */
export interface NodeEdge {
  readonly relation: string;
  readonly isForward: boolean;
  readonly otherType: NodeType;
  readonly otherId: string;
  /** Title or label of the other end; null when it has neither. */
  readonly label: string | null;
  readonly labelZh: string | null;
  readonly weight: number;
  readonly source: string | null;
}

interface EdgeRow extends Row {
  readonly node: string;
  readonly edges: readonly {
    readonly relation: string;
    readonly other: string;
    readonly label: string | null;
    readonly labelZh: string | null;
    readonly weight: number;
    readonly source: string | null;
  }[];
}

/** Edges from the given nodes, the heaviest first, at most `perNode` each. */
export function edgesFrom(
  graph: KnowledgeGraph,
  ends: JoinedTypes,
  ids: readonly string[],
  perNode: number,
  options?: CallOptions,
): Promise<Map<string, NodeEdge[]>> {
  return readEdges(graph, 'read/edges-out', ends, ids, perNode, options);
}

/** Edges to the given nodes, the heaviest first, at most `perNode` each. */
export function edgesTo(
  graph: KnowledgeGraph,
  ends: JoinedTypes,
  ids: readonly string[],
  perNode: number,
  options?: CallOptions,
): Promise<Map<string, NodeEdge[]>> {
  return readEdges(graph, 'read/edges-in', ends, ids, perNode, options);
}

async function readEdges(
  graph: KnowledgeGraph,
  key: 'read/edges-out' | 'read/edges-in',
  [subjectType, objectType]: JoinedTypes,
  ids: readonly string[],
  perNode: number,
  options?: CallOptions,
): Promise<Map<string, NodeEdge[]>> {
  const isForward = key === 'read/edges-out';
  const parameters = { ids: [...new Set(ids)], perNode };
  const rows = await graph.read<EdgeRow>({ key, subjectType, objectType, parameters }, options);
  const otherType = isForward ? objectType : subjectType;
  return new Map(
    rows.map((row) => [
      row.node,
      row.edges.map(({ other, relation, label, labelZh, weight, source }) => ({
        relation,
        isForward,
        otherType,
        otherId: other,
        label,
        labelZh,
        weight,
        source,
      })),
    ]),
  );
}
