import type { ExtractedFact, Extraction, FactExtractor, TextDocument } from '../../../../src/domain/extraction.js';
import { EmbeddedKnowledgeGraph } from '../../../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphReader } from '../../../../src/graph/graph-reader.js';
import { GraphWriter } from '../../../../src/graph/graph-writer.js';
import type { KnowledgeGraph } from '../../../../src/graph/knowledge-graph.js';
import { loadOntology } from '../../../../src/graph/load-ontology.js';
import type { DocumentInput } from '../../../../src/ingest/knowledge/documents/document-input.js';
import { DocumentStore } from '../../../../src/ingest/knowledge/documents/document-store.js';
import { extractDocuments } from '../../../../src/ingest/knowledge/documents/extract-documents.js';
import type { ExtractionRunReport } from '../../../../src/ingest/knowledge/documents/extraction-report.js';
import type { SourceDocument, StoredDocument } from '../../../../src/ingest/knowledge/documents/source-document.js';
import { readGraphNames } from '../../../../src/ingest/knowledge/graph-names.js';
import { RuleFactExtractor } from '../../../../src/ingest/knowledge/rules/rule-fact-extractor.js';
import { RejectsFile } from '../../../../src/ingest/loading/rejects-file.js';

/** What a run may do otherwise than usual. */
interface RunChoice {
  readonly extractor?: FactExtractor;
  readonly failuresPath?: string;
  readonly signal?: AbortSignal;
  readonly prune?: (document: StoredDocument) => boolean;
}

/** A graph, in memory unless another is given, with documents, and the rules that read them. */
export async function openDocumentWorld(opened?: KnowledgeGraph) {
  const graph = opened ?? (await EmbeddedKnowledgeGraph.open({ path: null }));
  const ontology = await loadOntology(graph);
  const writer = new GraphWriter({ graph, ontology, clock: () => 0 });
  const reader = new GraphReader(graph);
  const store = new DocumentStore({ graph, ontology, clock: () => 0 });

  async function run(
    documents: readonly (SourceDocument | DocumentInput)[],
    choice: RunChoice = {},
  ): Promise<ExtractionRunReport> {
    const { gazetteer, resolver } = await readGraphNames(graph, reader);
    const inputs = documents.map(
      (entry, line): DocumentInput =>
        'place' in entry ? entry : { type: 'document', document: entry, place: { file: 'documents.csv', line } },
    );
    const { signal, prune } = choice;
    return extractDocuments({
      store,
      ontology,
      extractor: choice.extractor ?? new RuleFactExtractor({ ontology, gazetteer }),
      resolver,
      inputs: [
        (async function* () {
          yield inputs;
        })(),
      ],
      failures: new RejectsFile(choice.failuresPath ?? null),
      nowMs: () => 0,
      ...(prune === undefined ? {} : { prune }),
      ...(signal === undefined ? {} : { signal }),
    });
  }

  /** The edges of an item as `RELATION object source`. */
  async function edgesOf(id: string): Promise<string[]> {
    const edges = (await reader.edgesFrom(['Item', 'Entity'], [id], 100)).get(id) ?? [];
    return edges.map(({ relation, otherId, source }) => `${relation} ${otherId} ${source}`).sort();
  }

  return { graph, ontology, writer, reader, store, run, edgesOf };
}

export type DocumentWorld = Awaited<ReturnType<typeof openDocumentWorld>>;

/** A document about an item. */
export function documentOf(id: string, text: string, item = 'i1'): SourceDocument {
  return {
    id,
    text,
    subject: { type: 'Item', id: item },
    title: null,
    provenance: { kind: 'page', source: 'encyclopaedia', licence: 'CC-BY-SA', url: `https://example.org/${id}` },
  };
}

/** An extractor that counts what it is asked and says what it is told to. */
export class ScriptedExtractor implements FactExtractor {
  readonly version: string;
  asked = 0;

  constructor(
    private readonly answer: (document: TextDocument) => readonly ExtractedFact[],
    version = 'scripted-1',
  ) {
    this.version = version;
  }

  async extract(document: TextDocument): Promise<Extraction> {
    this.asked++;
    return { facts: this.answer(document), dropped: {} };
  }

  estimate(documents: readonly TextDocument[]) {
    return { documents: documents.length, calls: documents.length, inputTokens: 10, outputTokens: 5, cost: null };
  }
}
