import type { NodeRef, NodeType } from '../../domain/nodes.js';
import { ALL_ENDS } from '../joined-types.js';
import type { CallOptions, KnowledgeGraph } from '../knowledge-graph.js';
import { textOrNull, type UnknownProperties } from '../records/stored-properties.js';
import { edgesFrom, edgesTo, type NodeEdge } from './node-edges.js';

/** A node of a drawing, and how many hops it is from the middle. */
export interface NeighbourNode {
  readonly node: NodeRef;
  readonly label: string | null;
  readonly labelZh: string | null;
  readonly distance: number;
}

/** An edge of a drawing in the direction in which it is stored. */
export interface NeighbourEdge {
  readonly from: NodeRef;
  readonly relation: string;
  readonly to: NodeRef;
  readonly weight: number;
}

export interface Neighbourhood {
  readonly nodes: readonly NeighbourNode[];
  readonly edges: readonly NeighbourEdge[];
  /** True when the limit cut nodes off. */
  readonly isPartial: boolean;
}

/** Walks outwards hop by hop. Other people are left out, so nobody's acquaintances or tastes show in a drawing. */
export async function readNeighbourhood(
  graph: KnowledgeGraph,
  root: NodeRef,
  properties: UnknownProperties,
  depth: number,
  limit: number,
  options?: CallOptions,
): Promise<Neighbourhood> {
  const label = textOrNull(properties, 'title') ?? textOrNull(properties, 'label');
  const labelZh = textOrNull(properties, 'titleZh') ?? textOrNull(properties, 'labelZh');
  const nodes = new Map<string, NeighbourNode>([[keyOf(root), { node: root, label, labelZh, distance: 0 }]]);
  const edges = new Map<string, NeighbourEdge>();
  let isPartial = false;
  let frontier: NodeRef[] = [root];

  for (let distance = 1; distance <= depth && frontier.length > 0; distance++) {
    const next: NodeRef[] = [];
    for (const { from, edge } of await hop(graph, frontier, limit, options)) {
      const other: NodeRef = { type: edge.otherType, id: edge.otherId };
      if (!nodes.has(keyOf(other))) {
        if (nodes.size >= limit) {
          isPartial = true;
          continue;
        }
        nodes.set(keyOf(other), { node: other, label: edge.label, labelZh: edge.labelZh, distance });
        next.push(other);
      }
      const [start, end] = edge.isForward ? [from, other] : [other, from];
      const drawn = { from: start, relation: edge.relation, to: end, weight: edge.weight };
      edges.set(`${keyOf(start)}\n${edge.relation}\n${keyOf(end)}`, drawn);
    }
    frontier = next;
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()], isPartial };
}

/** All edges of the given nodes; a User appears only as the node that was asked for. */
async function hop(
  graph: KnowledgeGraph,
  frontier: readonly NodeRef[],
  limit: number,
  options?: CallOptions,
): Promise<{ readonly from: NodeRef; readonly edge: NodeEdge }[]> {
  const found: { readonly from: NodeRef; readonly edge: NodeEdge }[] = [];
  for (const ends of ALL_ENDS) {
    const [subjectType, objectType] = ends;
    const isPrivate = objectType === 'User';
    for (const [type, read] of [
      [subjectType, edgesFrom],
      [objectType, edgesTo],
    ] as const) {
      const ids = idsOf(frontier, type);
      if (ids.length === 0 || isPrivate || (read === edgesTo && subjectType === 'User')) continue;
      const byNode = await read(graph, ends, ids, limit, options);
      for (const id of ids) for (const edge of byNode.get(id) ?? []) found.push({ from: { type, id }, edge });
    }
  }
  return found;
}

function idsOf(nodes: readonly NodeRef[], type: NodeType): string[] {
  return nodes.filter((node) => node.type === type).map((node) => node.id);
}

function keyOf({ type, id }: NodeRef): string {
  return `${type}/${id}`;
}
