import type { FactExtractor } from '../../domain/extraction.js';
import type { NodeRef } from '../../domain/nodes.js';
import type { Ontology } from '../../domain/ontology.js';
import { Turns } from '../../domain/turns.js';
import type { CallOptions, KnowledgeGraph } from '../../graph/knowledge-graph.js';
import { refText } from '../../graph/node-ref-text.js';
import type { DocumentInput } from './documents/document-input.js';
import { DocumentStore, type ListedDocument, type SupportedFact } from './documents/document-store.js';
import { extractDocuments } from './documents/extract-documents.js';
import type { ExtractionRunReport } from './documents/extraction-report.js';
import { descriptionsOfItems } from './documents/item-descriptions.js';
import type { SourceDocument } from './documents/source-document.js';
import type { EntityResolver } from './resolution/entity-resolver.js';

/** What a knowledge base needs. */
export interface KnowledgeBaseParts {
  readonly graph: KnowledgeGraph;
  readonly ontology: Ontology;
  /** The present in epoch milliseconds. */
  readonly clock: () => number;
  /** What takes facts from texts, with the names that the graph knows now. */
  readonly extractorOf: (
    signal: AbortSignal,
  ) => Promise<{ readonly extractor: FactExtractor; readonly resolver: EntityResolver }>;
  /** Hears of what was thrown while a text was read, so that the log has what clients are not told. */
  readonly onError: (error: unknown) => void;
}

/** A text that could not be read. */
export interface FailedText {
  /** Its place among the documents of the call; null for an item's description. */
  readonly index: number | null;
  readonly reason: string;
  /** What was thrown, if anything was. */
  readonly error: unknown;
}

/** What texts have given, and which of them could not be read. */
export interface KnowledgeReport extends ExtractionRunReport {
  readonly failures: readonly FailedText[];
}

/** What is known from texts, and the reading of more, for clients that send a few texts at a time. */
export class KnowledgeBase {
  private readonly store: DocumentStore;
  private readonly turns = new Turns();

  constructor(private readonly parts: KnowledgeBaseParts) {
    this.store = new DocumentStore(parts);
  }

  /** At most `limit` documents after an id, in the order of their ids; those about one node when it is given. */
  documents(about: NodeRef | null, after: string, limit: number, options?: CallOptions): Promise<ListedDocument[]> {
    return about === null ? this.store.list(after, limit, options) : this.store.listAbout(about, after, limit, options);
  }

  /** What documents state about items, the surest first, at most `perItem` for each, by the item's id. */
  async factsOfItems(
    ids: readonly string[],
    perItem: number,
    options?: CallOptions,
  ): Promise<Map<string, SupportedFact[]>> {
    const items = ids.map((id) => ({ type: 'Item', id }) as const);
    const found = await this.store.factsOfNodes(items, perItem, options);
    return new Map(items.map((item) => [item.id, found.get(refText(item)) ?? []]));
  }

  /**
   * Takes facts from texts and from the descriptions of items into the graph. One call at a time, so that two that
   * name the same new person do not make two of them; a call that is aborted has written whole documents only.
   */
  extract(
    documents: readonly SourceDocument[],
    itemIds: readonly string[],
    signal: AbortSignal,
  ): Promise<KnowledgeReport> {
    return this.turns.take(async () => {
      signal.throwIfAborted();
      const { graph, ontology, clock, extractorOf, onError } = this.parts;
      const failures: FailedText[] = [];
      const { extractor, resolver } = await extractorOf(signal);
      const texts = documents.map(
        (document, line): DocumentInput => ({ type: 'document', document, place: { file: 'documents', line } }),
      );
      const descriptions = itemIds.length === 0 ? [] : await descriptionsOfItems(graph, itemIds, { signal });
      const report = await extractDocuments({
        store: this.store,
        ontology,
        extractor,
        resolver,
        inputs: [batches([texts, descriptions])],
        failures: {
          write: async ({ file, line, reason }, error = null) => {
            if (error !== null) onError(error);
            failures.push({ index: file === 'documents' ? line : null, reason, error });
          },
          close: async () => undefined,
        },
        nowMs: clock,
        signal,
      });
      return { ...report, failures };
    });
  }
}

async function* batches<T>(lists: readonly T[][]): AsyncGenerator<readonly T[]> {
  yield* lists;
}
