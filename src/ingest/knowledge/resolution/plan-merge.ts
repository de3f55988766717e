import type { NodeRef } from '../../../domain/nodes.js';
import type { Ontology } from '../../../domain/ontology.js';
import type { EntityRecord } from '../../../domain/records.js';
import { ALL_ENDS } from '../../../graph/joined-types.js';
import type { KnowledgeGraph, Row, StatementCall } from '../../../graph/knowledge-graph.js';
import { edgesFrom, edgesTo } from '../../../graph/reads/node-edges.js';
import type { UnknownProperties } from '../../../graph/records/stored-properties.js';
import type { BatchPlan } from '../../../graph/writes/batch-plan.js';
import { type Claim, claimFromProperties, claimOf, claimProperties } from '../documents/claim.js';
import { edgeCalls, edgeOf, storedEdge } from './edge-rows.js';
import { type MovedEdge, type MovedStatement, mergeProperties } from './merge.js';

const MOST_EDGES = 100_000;

interface StatementRow extends Row {
  readonly document: string;
  readonly claim: UnknownProperties;
  readonly statement: UnknownProperties;
}

/** Plans the transaction that moves everything that hangs on an entity to another one, and records it. */
export async function planMerge(
  graph: KnowledgeGraph,
  ontology: Ontology,
  entity: EntityRecord,
  into: string,
  nowMs: number,
): Promise<BatchPlan> {
  const from: NodeRef = { type: 'Entity', id: entity.id };
  const to: NodeRef = { type: 'Entity', id: into };
  const edges = await edgesToMove(graph, ontology, from, to);
  const { statements, claims } = await statementsToMove(graph, from, to);
  const newEdges = edges.filter(({ isNew }) => isNew);
  const newStatements = statements.filter(({ isNew }) => isNew);

  const calls: StatementCall[] = [
    ...edgeCalls(
      'relations/create-relations',
      ontology,
      newEdges.map((edge) => edgeOf(to, edge)),
    ),
    ...edgeCalls(
      'relations/replace-relations',
      ontology,
      edges.filter(({ replaced }) => replaced !== null).map((edge) => edgeOf(to, edge)),
    ),
  ];
  if (claims.size > 0) {
    const rows = [...claims.values()].map((claim) => ({ id: claim.id, properties: claimProperties(claim) }));
    calls.push({ key: 'documents/save-claims', parameters: { rows } });
    calls.push({ key: 'documents/create-statements', parameters: { rows: newStatements.map(rowOf) } });
    const ids = [...new Set(statements.map(({ claim }) => claim.id))];
    calls.push({ key: 'documents/delete-claims', parameters: { ids } });
  }
  const merge = { entity, into, mergedAt: nowMs, edges, statements };
  calls.push(
    { key: 'deletions/delete-node', subjectType: 'Entity', parameters: { id: entity.id } },
    { key: 'documents/save-merge', parameters: { id: entity.id, properties: mergeProperties(merge) } },
  );
  return {
    calls,
    writes: [],
    // Edges of any number of nodes change, and a node goes: readers do best to read everything again.
    kind: 'bulk',
    touched: [],
    reliesOn: [`Entity/${entity.id}`, `Entity/${into}`, ...edges.map((edge) => `${edge.otherType}/${edge.otherId}`)],
    newEdges: newEdges.length + newStatements.length,
  };
}

async function edgesToMove(
  graph: KnowledgeGraph,
  ontology: Ontology,
  from: NodeRef,
  to: NodeRef,
): Promise<MovedEdge[]> {
  const edges: MovedEdge[] = [];
  for (const ends of ALL_ENDS) {
    for (const [type, read] of [
      [ends[0], edgesFrom],
      [ends[1], edgesTo],
    ] as const) {
      if (type !== 'Entity') continue;
      for (const edge of (await read(graph, ends, [from.id], MOST_EDGES)).get(from.id) ?? []) {
        const { relation, isForward, otherType, otherId, weight, source } = edge;
        const ends = { relation, isForward, otherType, otherId, weight, source: source ?? '' };
        const moved: MovedEdge = { ...ends, isNew: false, replaced: null };
        const isLoop = otherType === 'Entity' && (otherId === to.id || otherId === from.id);
        const stored = isLoop ? null : await storedEdge(graph, ontology, edgeOf(to, moved));
        // A weight of 0 is somebody's word that the edge must not count, and holds for whatever the entity is called.
        const replaced = stored !== null && weight === 0 && stored.weight !== 0 ? stored : null;
        edges.push({ ...moved, isNew: !isLoop && stored === null, replaced });
      }
    }
  }
  return edges;
}

/** What documents state of the entity, as object or subject, and the claims that they state of the other one instead. */
async function statementsToMove(
  graph: KnowledgeGraph,
  from: NodeRef,
  to: NodeRef,
): Promise<{ statements: MovedStatement[]; claims: Map<string, Claim> }> {
  const ids = [`Entity/${from.id}`];
  const naming = await graph.read<StatementRow>({ key: 'documents/claims-naming', parameters: { ids } });
  const about = await graph.read<{
    claim: UnknownProperties;
    statement: UnknownProperties;
    document: UnknownProperties;
  }>({
    key: 'documents/facts-about',
    parameters: { ids, limit: MOST_EDGES },
  });
  const rows = [
    ...naming,
    ...about.map(({ claim, statement, document }) => ({ claim, statement, document: String(document.id) })),
  ];
  const moved = rows.map(({ claim: properties, statement, document }) => {
    const claim = claimFromProperties(properties);
    const inPlace = (node: NodeRef): NodeRef => (node.type === 'Entity' && node.id === from.id ? to : node);
    return { document, claim, statement, next: claimOf(inPlace(claim.subject), claim.relation, inPlace(claim.object)) };
  });
  const claims = new Map(moved.map(({ next }) => [next.id, next]));
  const stated = await graph.read<Row & { readonly claim: string; readonly document: string }>({
    key: 'documents/documents-of-claims',
    parameters: { ids: [...claims.keys()] },
  });
  const taken = new Set(stated.map(({ claim, document }) => `${claim}\n${document}`));
  const statements = moved.map(({ document, claim, statement, next }): MovedStatement => {
    const key = `${next.id}\n${document}`;
    const isNew = !taken.has(key);
    taken.add(key);
    return {
      document,
      claim: textsOnly(claimProperties(claim)),
      properties: plain(statement),
      newClaim: next.id,
      isNew,
    };
  });
  return { statements, claims };
}

function rowOf({ document, newClaim, properties }: MovedStatement): Record<string, unknown> {
  return { document, claim: newClaim, properties };
}

function textsOnly(properties: UnknownProperties): Record<string, string> {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, String(value)]));
}

function plain(properties: UnknownProperties): Record<string, string | number> {
  const kept: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'string' || typeof value === 'number') kept[name] = value;
  }
  return kept;
}
