import type { NodeType } from '../../../domain/nodes.js';
import type { Ontology, RelationName } from '../../../domain/ontology.js';
import type { EntityRecord } from '../../../domain/records.js';
import type { KnowledgeGraph, Row, StatementCall } from '../../../graph/knowledge-graph.js';
import { refText } from '../../../graph/node-ref-text.js';
import { entityProperties } from '../../../graph/records/node-properties.js';
import type { UnknownProperties } from '../../../graph/records/stored-properties.js';
import type { BatchPlan } from '../../../graph/writes/batch-plan.js';
import { knownIds } from '../../../graph/writes/plan-nodes.js';
import {
  type Claim,
  claimFromProperties,
  claimProperties,
  EDGE_SOURCES,
  edgeSource,
  type Statement,
  statementProperties,
} from './claim.js';
import type { StoredDocument } from './source-document.js';
import { documentProperties } from './stored-document.js';

/** A document with everything that it states now. */
export interface ReadDocument {
  readonly document: StoredDocument;
  readonly statements: readonly Statement[];
}

/** How well a claim is supported: by the surest of the documents that state it. */
interface Support {
  readonly confidence: number;
  readonly source: string;
}

interface SupportRow extends Row {
  readonly claim: string;
  readonly document: string;
  readonly confidence: number;
  readonly source: string;
}

interface EdgeRow extends Row {
  readonly subject: string;
  readonly object: string;
  readonly weight: number;
  readonly source: string;
}

/**
 * Plans one transaction that makes documents state what they state now, and nothing else. An edge of the graph lives
 * as long as some document states its claim; an edge that a catalogue or a person has made is left as it is.
 */
export async function planDocuments(
  graph: KnowledgeGraph,
  ontology: Ontology,
  read: readonly ReadDocument[],
  removed: readonly string[],
): Promise<BatchPlan> {
  const ids = [...read.map(({ document }) => document.id), ...removed];
  const before = await claimsOf(graph, ids);
  const statements = read.flatMap((entry) => entry.statements);
  const now = new Map(statements.map(({ claim }) => [claim.id, claim]));
  const touched = new Map([...before, ...now]);
  const supports = await supportOf(graph, new Set(ids), [...touched.keys()], statements);
  const gone = [...before.values()].filter((claim) => !supports.has(claim.id));
  const kept = [...touched.values()].filter((claim) => supports.has(claim.id));

  const calls: StatementCall[] = [];
  if (ids.length > 0) calls.push({ key: 'documents/delete-statements', parameters: { ids } });
  if (gone.length > 0) {
    calls.push({ key: 'documents/delete-claims', parameters: { ids: gone.map((claim) => claim.id) } });
    for (const group of bySlot(ontology, gone)) {
      calls.push({
        key: 'documents/delete-relations',
        ...group.slot,
        parameters: { rows: group.claims.map(endsOf), sources: EDGE_SOURCES },
      });
    }
  }
  if (removed.length > 0) calls.push({ key: 'documents/delete-documents', parameters: { ids: removed } });
  if (read.length > 0) {
    const rows = read.map(({ document }) => ({ id: document.id, properties: documentProperties(document) }));
    calls.push({ key: 'documents/save-documents', parameters: { rows } });
  }
  const entities = await missingEntities(graph, statements);
  if (entities.length > 0) {
    const rows = entities.map((entity) => ({ properties: entityProperties(entity) }));
    calls.push({ key: 'nodes/create-nodes', subjectType: 'Entity', parameters: { rows } });
  }
  let newEdges = statements.length;
  if (statements.length > 0) {
    const claims = [...now.values()].map((claim) => ({ id: claim.id, properties: claimProperties(claim) }));
    calls.push({ key: 'documents/save-claims', parameters: { rows: claims } });
    const rows = read.flatMap(({ document, statements: stated }) =>
      stated.map((statement) => ({
        document: document.id,
        claim: statement.claim.id,
        properties: statementProperties(statement),
      })),
    );
    calls.push({ key: 'documents/create-statements', parameters: { rows } });
  }
  for (const group of bySlot(ontology, kept)) {
    const edges = await edgesToWrite(graph, group, supports);
    if (edges.created.length > 0) {
      calls.push({ key: 'relations/create-relations', ...group.slot, parameters: { rows: edges.created } });
    }
    if (edges.replaced.length > 0) {
      calls.push({ key: 'relations/replace-relations', ...group.slot, parameters: { rows: edges.replaced } });
    }
    newEdges += edges.created.length;
  }
  const refs = new Set([...touched.values()].map(({ subject }) => refText(subject)));
  for (const { id } of entities) refs.add(`Entity/${id}`);
  for (const id of ids) refs.add(`Document/${id}`);
  const objects = [...touched.values()].map(({ object }) => refText(object));
  return {
    calls,
    writes: [],
    kind: 'relations',
    touched: [...refs],
    reliesOn: [...refs, ...objects],
    newEdges,
  };
}

async function claimsOf(graph: KnowledgeGraph, ids: readonly string[]): Promise<Map<string, Claim>> {
  const rows = await graph.read<Row & { readonly claim: string; readonly properties: UnknownProperties }>({
    key: 'documents/claims-of-documents',
    parameters: { ids },
  });
  return new Map(rows.map((row) => [row.claim, claimFromProperties(row.properties)]));
}

/** What supports each claim once the documents of the plan state what they state now. */
async function supportOf(
  graph: KnowledgeGraph,
  planned: ReadonlySet<string>,
  claims: readonly string[],
  statements: readonly Statement[],
): Promise<Map<string, Support>> {
  const supports = new Map<string, Support>();
  const add = (claim: string, support: Support): void => {
    const known = supports.get(claim);
    if (known === undefined || known.confidence < support.confidence) supports.set(claim, support);
  };
  const rows = await graph.read<SupportRow>({ key: 'documents/documents-of-claims', parameters: { ids: claims } });
  for (const { claim, document, confidence, source } of rows) {
    if (!planned.has(document)) add(claim, { confidence, source });
  }
  for (const { claim, fact } of statements) {
    add(claim.id, { confidence: fact.confidence, source: edgeSource(fact.source) });
  }
  return supports;
}

async function missingEntities(graph: KnowledgeGraph, statements: readonly Statement[]): Promise<EntityRecord[]> {
  const named = new Map(statements.flatMap(({ entities }) => entities).map((entity) => [entity.id, entity]));
  const known = await knownIds(graph, 'Entity', named.keys());
  return [...named.values()].filter(({ id }) => !known.has(id));
}

interface SlotGroup {
  readonly slot: { readonly subjectType: NodeType; readonly relation: RelationName; readonly objectType: NodeType };
  readonly claims: Claim[];
}

/** Claims by the labels and the relation that a statement about their edges is written for. */
function bySlot(ontology: Ontology, claims: readonly Claim[]): SlotGroup[] {
  const groups = new Map<string, SlotGroup>();
  for (const claim of claims) {
    const relation = ontology.relation(claim.relation).name;
    const slot = { subjectType: claim.subject.type, relation, objectType: claim.object.type };
    const key = `${slot.subjectType}|${relation}|${slot.objectType}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { slot, claims: [claim] });
    else group.claims.push(claim);
  }
  return [...groups.values()];
}

interface EdgeValues {
  readonly subject: string;
  readonly object: string;
  readonly weight: number;
  readonly source: string;
}

async function edgesToWrite(
  graph: KnowledgeGraph,
  { slot, claims }: SlotGroup,
  supports: ReadonlyMap<string, Support>,
): Promise<{ created: EdgeValues[]; replaced: EdgeValues[] }> {
  const objects = new Map<string, string[]>();
  for (const { subject, object } of claims) {
    const known = objects.get(subject.id);
    if (known === undefined) objects.set(subject.id, [object.id]);
    else known.push(object.id);
  }
  const rows = await graph.read<EdgeRow>({
    key: 'relations/find-relations',
    ...slot,
    parameters: { rows: [...objects].map(([subject, ids]) => ({ subject, objects: ids })) },
  });
  const stored = new Map(rows.map((row) => [JSON.stringify([row.subject, row.object]), row]));
  const created: EdgeValues[] = [];
  const replaced: EdgeValues[] = [];
  for (const claim of claims) {
    const support = supports.get(claim.id);
    if (support === undefined) continue;
    const ends = endsOf(claim);
    const known = stored.get(JSON.stringify([ends.subject, ends.object]));
    const values = { ...ends, weight: support.confidence, source: support.source };
    if (known === undefined) created.push(values);
    else if (
      EDGE_SOURCES.includes(known.source) &&
      (known.weight !== values.weight || known.source !== values.source)
    ) {
      replaced.push(values);
    }
  }
  return { created, replaced };
}

function endsOf({ subject, object }: Claim): { subject: string; object: string } {
  return { subject: subject.id, object: object.id };
}
