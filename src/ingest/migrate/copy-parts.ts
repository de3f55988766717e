import { IsthmusError } from '../../domain/errors.js';
import { NODE_TYPES, type NodeType } from '../../domain/nodes.js';
import { Ontology } from '../../domain/ontology.js';
import { ALL_ENDS } from '../../graph/joined-types.js';
import type { CallOptions, KnowledgeGraph, Row, StatementCall } from '../../graph/knowledge-graph.js';
import {
  DOCUMENT_LABELS,
  type DocumentLabel,
  documentNodePages,
  statementPages,
} from '../../graph/reads/document-pages.js';
import type { UnknownProperties } from '../../graph/records/stored-properties.js';
import { knownRelation } from '../export/known-relation.js';
import { edgePages, nodePages, type StoredEdge } from '../export/read-graph.js';

/** A place in the copying of a graph: the stage, and the last id of the stage that is done. */
export interface CopyPosition {
  readonly stage: number;
  readonly after: string;
}

/** The statement that makes some rows, and the rows; they may be cut and sent in several calls. */
export interface CopyGroup {
  readonly call: Omit<StatementCall, 'parameters'>;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** What comes next in the copying of a graph, and the place after it. */
export interface CopyPart {
  /** What it is, in a word or two. */
  readonly name: string;
  readonly groups: readonly CopyGroup[];
  readonly next: CopyPosition;
}

/** Nodes before the edges between them, and texts after what they are about. */
const STAGES = [
  { type: 'declarations' } as const,
  ...NODE_TYPES.map((label) => ({ type: 'nodes', label }) as const),
  ...ALL_ENDS.map(([subject, object]) => ({ type: 'edges', subject, object }) as const),
  ...DOCUMENT_LABELS.map((label) => ({ type: 'documents', label }) as const),
  { type: 'statements' } as const,
];
/** The statements that make what is known about texts, images and sounds; each takes rows with `id` and `properties`. */
const DOCUMENT_STATEMENTS = {
  Document: 'documents/save-documents',
  Claim: 'documents/save-claims',
  EntityMerge: 'copy/create-merges',
  MediaVector: 'media/save-vectors',
} as const;
/** Where copying begins. */
export const COPY_START: CopyPosition = { stage: 0, after: '' };
const MAX_DECLARED_RELATIONS = 10_000;

/**
 * Everything that a graph holds as statements that make an equal graph of an empty one, in pieces that fit in memory.
 * The same graph gives the same parts every time.
 */
export async function* copyParts(
  graph: KnowledgeGraph,
  from: CopyPosition = COPY_START,
  call?: CallOptions,
): AsyncGenerator<CopyPart> {
  for (let stage = from.stage; stage < STAGES.length; stage++) {
    const after = stage === from.stage ? from.after : '';
    const current = STAGES[stage];
    if (current.type === 'declarations') {
      yield { name: 'relations', groups: await declarations(graph, call), next: { stage: stage + 1, after: '' } };
    } else if (current.type === 'nodes') {
      yield* nodeParts(graph, stage, current.label, after, call);
    } else if (current.type === 'edges') {
      yield* edgeParts(graph, stage, current.subject, current.object, after, call);
    } else if (current.type === 'documents') {
      yield* documentParts(graph, stage, current.label, after, call);
    } else {
      yield* statementParts(graph, stage, after, call);
    }
  }
}

/** The calls that end a copy: the numbers of further events go on after those that were copied. */
export async function copyEnd(graph: KnowledgeGraph, call?: CallOptions): Promise<StatementCall[]> {
  const [row] = await graph.read<Row & { readonly value: number }>(
    { key: 'counters/read-counter', parameters: { id: 'interactions' } },
    call,
  );
  if (row.value === 0) return [];
  return [{ key: 'counters/advance-counter', parameters: { id: 'interactions', count: row.value } }];
}

async function declarations(graph: KnowledgeGraph, call?: CallOptions): Promise<CopyGroup[]> {
  const rows = await graph.read<Row & { readonly properties: UnknownProperties }>(
    { key: 'ontology/declared-relations', parameters: { limit: MAX_DECLARED_RELATIONS } },
    call,
  );
  return [
    {
      call: { key: 'copy/create-declarations' },
      rows: rows.map(({ properties }) => ({ id: properties.id, properties })),
    },
  ];
}

async function* nodeParts(
  graph: KnowledgeGraph,
  stage: number,
  label: NodeType,
  after: string,
  call?: CallOptions,
): AsyncGenerator<CopyPart> {
  for await (const page of nodePages(graph, label, call, after)) {
    const rows = page.map((properties) => ({ properties }));
    yield {
      name: label,
      groups: [{ call: { key: 'nodes/create-nodes', subjectType: label }, rows }],
      next: { stage, after: String(page[page.length - 1].id) },
    };
  }
}

async function* edgeParts(
  graph: KnowledgeGraph,
  stage: number,
  subjectType: NodeType,
  objectType: NodeType,
  after: string,
  call?: CallOptions,
): AsyncGenerator<CopyPart> {
  const ontology = new Ontology();
  for await (const { lastSubject, edges } of edgePages(graph, subjectType, objectType, call, after)) {
    const byRelation = new Map<string, StoredEdge[]>();
    for (const edge of edges) {
      const list = byRelation.get(edge.relation);
      if (list === undefined) byRelation.set(edge.relation, [edge]);
      else list.push(edge);
    }
    const groups = [...byRelation].map(([name, list]) => ({
      call: edgeCall(ontology, subjectType, name, objectType),
      rows: list.map(({ subject, object, properties }) => ({ subject, object, properties })),
    }));
    yield { name: `${subjectType} to ${objectType}`, groups, next: { stage, after: lastSubject } };
  }
}

async function* documentParts(
  graph: KnowledgeGraph,
  stage: number,
  label: DocumentLabel,
  after: string,
  call?: CallOptions,
): AsyncGenerator<CopyPart> {
  for await (const page of documentNodePages(graph, label, call, after)) {
    const rows = page.map((properties) => ({ id: properties.id, properties }));
    const next = { stage, after: String(page[page.length - 1].id) };
    yield { name: label, groups: [{ call: { key: DOCUMENT_STATEMENTS[label] }, rows }], next };
  }
}

async function* statementParts(
  graph: KnowledgeGraph,
  stage: number,
  after: string,
  call?: CallOptions,
): AsyncGenerator<CopyPart> {
  for await (const { lastDocument, statements } of statementPages(graph, call, after)) {
    const groups = [{ call: { key: 'documents/create-statements' } as const, rows: statements }];
    yield { name: 'statements of documents', groups, next: { stage, after: lastDocument } };
  }
}

function edgeCall(
  ontology: Ontology,
  subjectType: NodeType,
  name: string,
  objectType: NodeType,
): Omit<StatementCall, 'parameters'> {
  if (name === 'INTERACTED' && subjectType === 'User') return { key: 'copy/create-events' };
  if (name === 'IN_DOMAIN' && objectType === 'Domain') return { key: 'copy/create-domain-links' };
  const relation = knownRelation(ontology, name)?.name;
  if (relation !== undefined) return { key: 'copy/create-edges', subjectType, relation, objectType };
  throw new IsthmusError(
    'UNKNOWN_RELATION',
    `The graph holds edges called "${name}" from ${subjectType} to ${objectType}, which no ontology can name. Rename or delete them first: relations have upper-case letters, digits and underscores.`,
  );
}
