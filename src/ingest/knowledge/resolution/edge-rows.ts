import type { NodeRef } from '../../../domain/nodes.js';
import type { Ontology } from '../../../domain/ontology.js';
import type { KnowledgeGraph, Row, StatementCall } from '../../../graph/knowledge-graph.js';
import type { MovedEdge } from './merge.js';

/** An edge between two nodes, and what it says. */
export interface EdgeToWrite {
  readonly subject: NodeRef;
  readonly relation: string;
  readonly object: NodeRef;
  readonly weight: number;
  readonly source: string;
}

/** The edge that an entity has when it stands where another one stood. */
export function edgeOf(
  entity: NodeRef,
  { relation, isForward, otherType, otherId, weight, source }: MovedEdge,
): EdgeToWrite {
  const other = { type: otherType, id: otherId };
  const [subject, object] = isForward ? [entity, other] : [other, entity];
  return { subject, relation, object, weight, source };
}

/** Calls of one statement for edges of any relations: one call for each pair of labels and relation. */
export function edgeCalls(
  key: 'relations/create-relations' | 'relations/replace-relations' | 'documents/delete-relations',
  ontology: Ontology,
  edges: readonly EdgeToWrite[],
): StatementCall[] {
  const groups = new Map<string, EdgeToWrite[]>();
  for (const edge of edges) {
    const slot = `${edge.subject.type}|${edge.relation}|${edge.object.type}`;
    const group = groups.get(slot);
    if (group === undefined) groups.set(slot, [edge]);
    else group.push(edge);
  }
  return [...groups.values()].map((group) => {
    const [{ subject, relation, object }] = group;
    const rows = group.map(({ subject: { id }, object: to, weight, source }) => ({
      subject: id,
      object: to.id,
      weight,
      source,
    }));
    const sources = [...new Set(group.map(({ source }) => source))];
    return {
      key,
      subjectType: subject.type,
      relation: ontology.relation(relation).name,
      objectType: object.type,
      parameters: key === 'documents/delete-relations' ? { rows, sources } : { rows },
    };
  });
}

/** What an edge of the graph says besides its relation. */
export type EdgeContent = Pick<EdgeToWrite, 'weight' | 'source'>;

/** What the edge of this relation between these nodes says; null when the graph has none. */
export async function storedEdge(
  graph: KnowledgeGraph,
  ontology: Ontology,
  edge: EdgeToWrite,
): Promise<EdgeContent | null> {
  const rows = await graph.read<Row & { readonly weight: number; readonly source: string | null }>({
    key: 'relations/find-relations',
    subjectType: edge.subject.type,
    relation: ontology.relation(edge.relation).name,
    objectType: edge.object.type,
    parameters: { rows: [{ subject: edge.subject.id, objects: [edge.object.id] }] },
  });
  const [stored] = rows;
  return stored === undefined ? null : { weight: stored.weight, source: stored.source ?? '' };
}
