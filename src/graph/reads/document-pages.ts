import type { CallOptions, KnowledgeGraph, Row } from '../knowledge-graph.js';
import { readPages } from '../read-pages.js';
import type { UnknownProperties } from '../records/stored-properties.js';

interface PageRow extends Row {
  readonly cursor: string;
  readonly properties: UnknownProperties;
}

/** The labels of what is known about texts, images and sounds, beside the nodes that items and users are. */
export const DOCUMENT_LABELS = ['Document', 'Claim', 'EntityMerge', 'MediaVector'] as const;
/** A label of what is known about texts, images and sounds. */
export type DocumentLabel = (typeof DOCUMENT_LABELS)[number];

/** That a document states a claim, and where. */
export interface StoredStatement extends Row {
  readonly document: string;
  readonly claim: string;
  readonly properties: UnknownProperties;
}

/** The statements of some documents that follow each other in the order of ids. */
export interface StatementPage {
  /** The last of the documents: reading can go on after it. */
  readonly lastDocument: string;
  readonly statements: readonly StoredStatement[];
}

const PAGE_STATEMENTS = {
  Document: 'documents/page-documents',
  Claim: 'documents/page-claims',
  EntityMerge: 'documents/page-merges',
  MediaVector: 'media/page-vectors',
} as const;
const NODES_PER_PAGE = 500;
/** Few, because an encyclopaedia that was imported as one document a page states hundreds of facts in some. */
const DOCUMENTS_PER_PAGE = 200;

/** Pages of the properties of all documents, claims, merges or vectors, in the order of their ids, from after an id on. */
export async function* documentNodePages(
  graph: KnowledgeGraph,
  label: DocumentLabel,
  options?: CallOptions,
  after = '',
): AsyncGenerator<UnknownProperties[]> {
  const call = { key: PAGE_STATEMENTS[label] };
  for await (const page of readPages<PageRow>(graph, call, NODES_PER_PAGE, options, after)) {
    yield page.map((row) => row.properties);
  }
}

/** Everything that documents state, some documents at a time, from after a document on. */
export async function* statementPages(
  graph: KnowledgeGraph,
  options?: CallOptions,
  after = '',
): AsyncGenerator<StatementPage> {
  const call = { key: 'documents/page-documents' } as const;
  for await (const page of readPages<PageRow>(graph, call, DOCUMENTS_PER_PAGE, options, after)) {
    const ids = page.map((row) => row.cursor);
    const rows = await graph.read<StoredStatement>(
      { key: 'documents/statements-of-documents', parameters: { ids } },
      options,
    );
    yield { lastDocument: ids[ids.length - 1], statements: [...rows].sort(inOrder) };
  }
}

/** An order that is the same every time. */
function inOrder(a: StoredStatement, b: StoredStatement): number {
  if (a.document !== b.document) return a.document < b.document ? -1 : 1;
  if (a.claim !== b.claim) return a.claim < b.claim ? -1 : 1;
  return 0;
}
