import type { NodeType } from '../../domain/nodes.js';
import type { Ontology } from '../../domain/ontology.js';
import { RELATION_ENDS } from '../joined-types.js';
import type { CallOptions, KnowledgeGraph, Row } from '../knowledge-graph.js';
import { renewOntology } from '../load-ontology.js';
import {
  domainFromProperties,
  entityFromProperties,
  itemFromProperties,
  sceneFromProperties,
} from '../records/node-properties.js';
import type { NodesWrite, RenewedEdges, RenewedNodes, RenewedRelation } from '../writes/committed-write.js';
import { storedDomains } from '../writes/node-codecs.js';
import { knownIds, storedProperties } from '../writes/plan-nodes.js';
import { readEvents } from './stored-events.js';

interface EdgesRow extends Row {
  readonly relation: string;
  readonly weights: readonly number[];
}

type OutRow = EdgesRow & { readonly subject: string; readonly objects: readonly string[] };
type IntoRow = EdgesRow & { readonly object: string; readonly subjects: readonly string[] };
type FoundRelation = Omit<RenewedRelation, 'relation'> & { readonly relation: string };

/** Reads what the projection keeps of some nodes of one type besides their edges, at most some hundreds of them. */
export async function readNodes(
  graph: KnowledgeGraph,
  nodeType: NodeType,
  ids: readonly string[],
  options: CallOptions,
): Promise<RenewedNodes> {
  return { type: 'renewed-nodes', nodeType, ids, found: await foundNodes(graph, nodeType, ids, options) };
}

/** Reads all edges that leave some nodes of one type, at most some hundreds of them. */
export async function readEdges(
  graph: KnowledgeGraph,
  ontology: Ontology,
  nodeType: NodeType,
  ids: readonly string[],
  options: CallOptions,
): Promise<RenewedEdges> {
  const [relations, events] = await Promise.all([
    readRelations(graph, nodeType, ids, options),
    nodeType === 'User' ? readEvents(graph, ids, options) : [],
  ]);
  if (relations.some(({ relation }) => ontology.find(relation) === undefined)) {
    await renewOntology(graph, ontology, options);
  }
  return { type: 'renewed-edges', nodeType, ids, relations: known(relations, ontology), events };
}

/** The nodes of every type that have an edge to a node. */
export async function readSubjectsOf(
  graph: KnowledgeGraph,
  objectType: NodeType,
  id: string,
  options: CallOptions,
): Promise<Map<NodeType, string[]>> {
  const subjects = new Map<NodeType, string[]>();
  const ends = [...RELATION_ENDS, ['User', 'Item'] as const].filter(([, object]) => object === objectType);
  for (const [subjectType] of ends) {
    const rows = await readInto(graph, subjectType, objectType, [id], options);
    const all = new Set([...(subjects.get(subjectType) ?? []), ...rows.flatMap((row) => row.subjects)]);
    if (all.size > 0) subjects.set(subjectType, [...all]);
  }
  return subjects;
}

async function foundNodes(
  graph: KnowledgeGraph,
  type: NodeType,
  ids: readonly string[],
  options: CallOptions,
): Promise<NodesWrite> {
  if (type === 'User') {
    const users = await knownIds(graph, type, ids, options);
    return { type: 'users', records: Array.from(users, (id) => ({ id, attributes: {} })) };
  }
  const properties = await storedProperties(graph, type, ids, options);
  const stored = [...properties.values()];
  switch (type) {
    case 'Domain':
      return { type: 'domains', records: stored.map(domainFromProperties) };
    case 'Scene':
      return { type: 'scenes', records: stored.map(sceneFromProperties) };
    case 'Entity':
      return { type: 'entities', records: stored.map(entityFromProperties) };
    case 'Item': {
      const domains = await storedDomains(graph, ids, options);
      const records = Array.from(properties, ([id, content]) => itemFromProperties(content, domains.get(id) ?? ''));
      return { type: 'items', records };
    }
  }
}

async function readRelations(
  graph: KnowledgeGraph,
  subjectType: NodeType,
  ids: readonly string[],
  options: CallOptions,
): Promise<FoundRelation[]> {
  const found: FoundRelation[] = [];
  for (const [from, objectType] of RELATION_ENDS) {
    if (from !== subjectType) continue;
    const call = { key: 'projection/relations-of-nodes', subjectType, objectType, parameters: { ids } } as const;
    for (const row of await graph.read<OutRow>(call, options)) found.push({ ...row, objectType });
  }
  // A friendship is stored in one direction and counts in both.
  const friends = subjectType === 'User' ? await readInto(graph, 'User', 'User', ids, options) : [];
  for (const { relation, object, subjects, weights } of friends) {
    found.push({ subject: object, relation, objectType: 'User', objects: subjects, weights });
  }
  return found;
}

function readInto(
  graph: KnowledgeGraph,
  subjectType: NodeType,
  objectType: NodeType,
  ids: readonly string[],
  options: CallOptions,
): Promise<IntoRow[]> {
  const call = { key: 'projection/relations-into-nodes', subjectType, objectType, parameters: { ids } } as const;
  return graph.read<IntoRow>(call, options);
}

/** Edges that a script has made under a name of its own are not part of what the platform knows. */
function known(relations: readonly FoundRelation[], ontology: Ontology): RenewedRelation[] {
  return relations.flatMap(({ subject, relation, objectType, objects, weights }) => {
    const name = ontology.find(relation)?.name;
    return name === undefined ? [] : [{ subject, relation: name, objectType, objects, weights }];
  });
}
