import type { NodeRef, NodeType } from '../../../domain/nodes.js';
import type { Ontology } from '../../../domain/ontology.js';
import type { KnowledgeGraph, Row, StatementCall } from '../../../graph/knowledge-graph.js';
import { entityProperties } from '../../../graph/records/node-properties.js';
import type { BatchPlan } from '../../../graph/writes/batch-plan.js';
import { knownIds } from '../../../graph/writes/plan-nodes.js';
import { claimOf } from '../documents/claim.js';
import { edgeCalls, edgeOf } from './edge-rows.js';
import type { Merge, MovedEdge } from './merge.js';

/**
 * Plans the transaction that undoes a merge: the entity comes back with its edges and with what documents stated of it.
 * The other one keeps what it had before, and whatever has come to it since.
 */
export async function planParting(graph: KnowledgeGraph, ontology: Ontology, merge: Merge): Promise<BatchPlan> {
  const { entity, into } = merge;
  const from: NodeRef = { type: 'Entity', id: entity.id };
  const to: NodeRef = { type: 'Entity', id: into };
  const edges = await stillThere(graph, merge);
  const documents = await knownDocuments(graph, [...new Set(merge.statements.map(({ document }) => document))]);
  const statements = merge.statements.filter(({ document }) => documents.has(document));
  const withdrawn = statements.filter(({ isNew }) => isNew);
  const supported = await supportedClaims(graph, merge);
  const unsupported = [...new Set(withdrawn.map(({ newClaim }) => newClaim))].filter((id) => !supported.has(id));
  const taken = edges
    .filter(({ isNew }) => isNew)
    .map((edge) => edgeOf(to, edge))
    .filter(({ subject, relation, object }) => !supported.has(claimOf(subject, relation, object).id));

  const calls: StatementCall[] = [
    {
      key: 'nodes/create-nodes',
      subjectType: 'Entity',
      parameters: { rows: [{ properties: entityProperties(entity) }] },
    },
    ...edgeCalls('documents/delete-relations', ontology, taken),
    ...edgeCalls(
      'relations/replace-relations',
      ontology,
      edges.flatMap((edge) => (edge.replaced === null ? [] : { ...edgeOf(to, edge), ...edge.replaced })),
    ),
    ...edgeCalls(
      'relations/create-relations',
      ontology,
      edges.map((edge) => edgeOf(from, edge)),
    ),
  ];
  if (statements.length > 0) {
    const rows = withdrawn.map(({ document, newClaim }) => ({ document, claim: newClaim }));
    calls.push(
      { key: 'documents/withdraw-statements', parameters: { rows } },
      { key: 'documents/delete-claims', parameters: { ids: unsupported } },
      {
        key: 'documents/save-claims',
        parameters: { rows: statements.map(({ claim }) => ({ id: claim.id, properties: claim })) },
      },
      {
        key: 'documents/create-statements',
        parameters: {
          rows: statements.map(({ document, claim, properties }) => ({ document, claim: claim.id, properties })),
        },
      },
    );
  }
  calls.push({ key: 'documents/delete-merge', parameters: { id: entity.id } });
  return {
    calls,
    writes: [],
    kind: 'bulk',
    touched: [],
    reliesOn: [`Entity/${entity.id}`, `Entity/${into}`, ...edges.map((edge) => `${edge.otherType}/${edge.otherId}`)],
    newEdges: edges.length + statements.length,
  };
}

/** The recorded edges whose other ends exist. */
async function stillThere(graph: KnowledgeGraph, { edges }: Merge): Promise<MovedEdge[]> {
  const ids = new Map<NodeType, Set<string>>();
  for (const { otherType, otherId } of edges) ids.set(otherType, (ids.get(otherType) ?? new Set()).add(otherId));
  const known = new Map<NodeType, ReadonlySet<string>>();
  for (const [type, wanted] of ids) known.set(type, await knownIds(graph, type, wanted));
  return edges.filter(({ otherType, otherId }) => known.get(otherType)?.has(otherId) === true);
}

async function knownDocuments(graph: KnowledgeGraph, ids: readonly string[]): Promise<Set<string>> {
  const rows = await graph.read<Row & { readonly id: string }>({
    key: 'documents/find-documents',
    parameters: { ids },
  });
  return new Set(rows.map((row) => row.id));
}

/** Claims of the entity that stays which documents state that the merge has nothing to do with. */
async function supportedClaims(graph: KnowledgeGraph, { statements }: Merge): Promise<Set<string>> {
  const moved = new Set(
    statements.filter(({ isNew }) => isNew).map(({ newClaim, document }) => `${newClaim}\n${document}`),
  );
  const rows = await graph.read<Row & { readonly claim: string; readonly document: string }>({
    key: 'documents/documents-of-claims',
    parameters: { ids: [...new Set(statements.map(({ newClaim }) => newClaim))] },
  });
  return new Set(rows.filter(({ claim, document }) => !moved.has(`${claim}\n${document}`)).map(({ claim }) => claim));
}
