import { randomUUID } from 'node:crypto';
import type { ExtractedFact } from '../../../domain/extraction.js';
import type { NodeRef, NodeType } from '../../../domain/nodes.js';
import type { Ontology } from '../../../domain/ontology.js';
import { Turns } from '../../../domain/turns.js';
import type { CallOptions, KnowledgeGraph, Row } from '../../../graph/knowledge-graph.js';
import { refText } from '../../../graph/node-ref-text.js';
import { readPages } from '../../../graph/read-pages.js';
import { numberOrNull, textOf, textOrNull, type UnknownProperties } from '../../../graph/records/stored-properties.js';
import { knownIds } from '../../../graph/writes/plan-nodes.js';
import { Transactor } from '../../../graph/writes/transactor.js';
import { WriterMemory } from '../../../graph/writes/writer-memory.js';
import { type Claim, claimFromProperties } from './claim.js';
import { planDocuments, type ReadDocument } from './document-plan.js';
import type { StoredDocument } from './source-document.js';
import { documentFromProperties } from './stored-document.js';

/** A fact of the graph with one of the places where it stands. */
export interface SupportedFact
  extends Pick<ExtractedFact, 'name' | 'kind' | 'attribute' | 'start' | 'end' | 'confidence'> {
  readonly claim: Claim;
  /** `text` for rules, `llm` for a language model. */
  readonly source: string;
  readonly quote: string;
  readonly document: StoredDocument;
}

interface ListedRow extends Row {
  readonly cursor: string;
  readonly properties: UnknownProperties;
  readonly facts: number;
}

interface FactRow extends Row {
  readonly claim: UnknownProperties;
  readonly statement: UnknownProperties;
  readonly document: UnknownProperties;
}

/** A document with the number of facts that it states. */
export interface ListedDocument extends StoredDocument {
  readonly facts: number;
}

/** What a store needs. */
export interface DocumentStoreOptions {
  readonly graph: KnowledgeGraph;
  readonly ontology: Ontology;
  /** The present in epoch milliseconds. */
  readonly clock: () => number;
}

const ALL_DOCUMENTS = { key: 'documents/page-documents' } as const;
const DOCUMENTS_PER_PAGE = 500;
/** Documents of one transaction: few enough that the change feed names what they touch. */
export const DOCUMENTS_PER_WRITE = 25;
const MOST_FACTS = 10_000;

/**
 * Documents, what they state, and the edges of the graph that follow from it. Every write is one transaction that the
 * change feed tells of, so servers on the same graph take the edges in, and nothing is ever half written.
 */
export class DocumentStore {
  private readonly graph: KnowledgeGraph;
  private readonly ontology: Ontology;
  private readonly transactor: Transactor;
  private readonly turns = new Turns();

  constructor({ graph, ontology, clock }: DocumentStoreOptions) {
    this.graph = graph;
    this.ontology = ontology;
    this.transactor = new Transactor(graph, clock, randomUUID(), new WriterMemory(graph, ontology, 0));
  }

  /** The documents with these ids that have been read. */
  async find(ids: readonly string[], options?: CallOptions): Promise<Map<string, StoredDocument>> {
    const rows = await this.graph.read<Row & { readonly id: string; readonly properties: UnknownProperties }>(
      { key: 'documents/find-documents', parameters: { ids } },
      options,
    );
    return new Map(rows.map((row) => [row.id, documentFromProperties(row.properties)]));
  }

  /** At most `limit` documents after an id, in the order of their ids. */
  async list(after: string, limit: number, options?: CallOptions): Promise<ListedDocument[]> {
    const call = { ...ALL_DOCUMENTS, parameters: { after, limit } };
    return (await this.graph.read<ListedRow>(call, options)).map(listedDocument);
  }

  /** The same of the documents about one node. */
  async listAbout(node: NodeRef, after: string, limit: number, options?: CallOptions): Promise<ListedDocument[]> {
    const call = { key: 'documents/page-documents-about', parameters: { about: refText(node), after, limit } } as const;
    return (await this.graph.read<ListedRow>(call, options)).map(listedDocument);
  }

  /** All documents, a page at a time. */
  async *pages(options?: CallOptions): AsyncGenerator<ListedDocument[]> {
    for await (const page of readPages<ListedRow>(this.graph, ALL_DOCUMENTS, DOCUMENTS_PER_PAGE, options)) {
      yield page.map(listedDocument);
    }
  }

  /** What documents state about a node, and where. */
  async factsAbout(node: NodeRef, limit = MOST_FACTS, options?: CallOptions): Promise<SupportedFact[]> {
    const rows = await this.graph.read<FactRow>(
      { key: 'documents/facts-about', parameters: { ids: [refText(node)], limit } },
      options,
    );
    return rows.map(factOf);
  }

  /** What documents state about some nodes, the surest first, at most `perNode` for each, by node in the form of `refText`. */
  async factsOfNodes(
    nodes: readonly NodeRef[],
    perNode: number,
    options?: CallOptions,
  ): Promise<Map<string, SupportedFact[]>> {
    const ids = [...new Set(nodes.map(refText))];
    const rows = await this.graph.read<Row & { readonly about: string; readonly facts: readonly FactRow[] }>(
      { key: 'documents/facts-of-nodes', parameters: { ids, perNode } },
      options,
    );
    return new Map(rows.map(({ about, facts }) => [about, facts.map(factOf)]));
  }

  /** Which of the ids name a node of the type. */
  known(type: NodeType, ids: readonly string[], options?: CallOptions): Promise<Set<string>> {
    return knownIds(this.graph, type, ids, options);
  }

  /** Makes documents state exactly what was read from them; what they stated before and do not any more goes away. */
  save(read: readonly ReadDocument[]): Promise<void> {
    return this.change(read, []);
  }

  /** Forgets documents with what nobody else states; ids that are not known change nothing. */
  remove(ids: readonly string[]): Promise<void> {
    return this.change([], ids);
  }

  /** Forgets the documents about a node with everything that nobody else states. */
  async forgetAbout(node: NodeRef): Promise<void> {
    for (;;) {
      const page = await this.listAbout(node, '', DOCUMENTS_PER_PAGE);
      await this.remove(page.map(({ id }) => id));
      if (page.length < DOCUMENTS_PER_PAGE) return;
    }
  }

  private async change(read: readonly ReadDocument[], removed: readonly string[]): Promise<void> {
    for (let at = 0; at < Math.max(read.length, removed.length); at += DOCUMENTS_PER_WRITE) {
      const to = at + DOCUMENTS_PER_WRITE;
      await this.turns.take(() =>
        this.transactor.run(() => planDocuments(this.graph, this.ontology, read.slice(at, to), removed.slice(at, to))),
      );
    }
  }
}

function listedDocument({ properties, facts }: ListedRow): ListedDocument {
  return { ...documentFromProperties(properties), facts };
}

function factOf({ claim, statement, document }: FactRow): SupportedFact {
  return {
    claim: claimFromProperties(claim),
    name: textOf(statement, 'name'),
    kind: textOf(statement, 'kind'),
    attribute: textOrNull(statement, 'attribute'),
    start: numberOrNull(statement, 'start') ?? 0,
    end: numberOrNull(statement, 'end') ?? 0,
    confidence: numberOrNull(statement, 'confidence') ?? 0,
    source: textOf(statement, 'source'),
    quote: textOf(statement, 'quote'),
    document: documentFromProperties(document),
  };
}
