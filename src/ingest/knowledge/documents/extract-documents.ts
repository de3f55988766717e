import { IsthmusError } from '../../../domain/errors.js';
import type { ExtractedFact, Extraction, FactExtractor } from '../../../domain/extraction.js';
import type { NodeType } from '../../../domain/nodes.js';
import type { Ontology } from '../../../domain/ontology.js';
import { excerpt } from '../../sources/source-row.js';
import type { EntityResolver } from '../resolution/entity-resolver.js';
import { type Statement, statementOf } from './claim.js';
import type { DocumentInput, DocumentInputs, DocumentPlace } from './document-input.js';
import type { ReadDocument } from './document-plan.js';
import { DOCUMENTS_PER_WRITE, type DocumentStore } from './document-store.js';
import { type ExtractionRunReport, ExtractionTally } from './extraction-report.js';
import { contentHash, type SourceDocument, type StoredDocument } from './source-document.js';

/** Where documents go that could not be read; `error` is what has stopped them, if anything was thrown. */
export interface FailedDocuments {
  write(
    failure: { readonly file: string; readonly line: number; readonly reason: string; readonly raw: string },
    error?: unknown,
  ): Promise<void>;
  close(): Promise<void>;
}

/** What a run reads, how, and where its facts and failures go. */
export interface ExtractDocumentsOptions {
  readonly store: DocumentStore;
  readonly ontology: Ontology;
  readonly extractor: FactExtractor;
  readonly resolver: EntityResolver;
  readonly inputs: readonly DocumentInputs[];
  readonly failures: FailedDocuments;
  /** The present in epoch milliseconds. */
  readonly nowMs: () => number;
  /** Which stored documents go when the inputs do not have them any more; none when absent. */
  readonly prune?: (document: StoredDocument) => boolean;
  /** Hears of every document that has been dealt with. */
  readonly onDocument?: (id: string) => void;
  /** Stops between two writes; the same run again goes on where this one ended. */
  readonly signal?: AbortSignal;
}

interface Waiting {
  readonly document: SourceDocument;
  readonly hash: string;
  readonly place: DocumentPlace;
  readonly facts: readonly ExtractedFact[] | null;
}

/** Stands for the extractor of documents whose sources state facts themselves. */
const IMPORT_VERSION = 'import-1';

/**
 * Takes facts from documents into the graph. What has been read already is left alone, so a run that was killed goes
 * on, and a repeated one costs nothing; a document that fails keeps what it stated before.
 */
export async function extractDocuments(options: ExtractDocumentsOptions): Promise<ExtractionRunReport> {
  const { nowMs, failures, signal, store, prune } = options;
  const startedMs = nowMs();
  const run = new ExtractionRun(options);
  try {
    for (const inputs of options.inputs) {
      for await (const batch of inputs) {
        for (let at = 0; at < batch.length; at += DOCUMENTS_PER_WRITE) {
          signal?.throwIfAborted();
          await run.take(batch.slice(at, at + DOCUMENTS_PER_WRITE));
        }
      }
    }
    if (prune !== undefined) {
      for await (const page of store.pages(signal === undefined ? {} : { signal })) await run.prune(page.filter(prune));
    }
  } finally {
    await failures.close();
  }
  return run.tally.report((nowMs() - startedMs) / 1000);
}

class ExtractionRun {
  readonly tally = new ExtractionTally();
  private readonly ids = new Set<string>();

  constructor(private readonly options: ExtractDocumentsOptions) {}

  async take(batch: readonly DocumentInput[]): Promise<void> {
    const { store, onDocument, signal } = this.options;
    const waiting: Waiting[] = [];
    for (const input of batch) {
      this.tally.seen++;
      if (input.type === 'broken') {
        await this.fail(input.place, input.reason, input.raw);
      } else if (this.ids.has(input.document.id)) {
        await this.failDocument(input, `The id "${input.document.id}" was used before; the first document counts.`);
      } else {
        this.ids.add(input.document.id);
        const { document, place, facts = null } = input;
        waiting.push({ document, hash: contentHash(document), place, facts });
      }
    }
    const stored = await store.find(waiting.map(({ document }) => document.id));
    const known = await this.knownSubjects(waiting);
    const fresh: Waiting[] = [];
    for (const entry of waiting) {
      const before = stored.get(entry.document.id);
      const isKnown = before?.contentHash === entry.hash && before.extractor === this.versionOf(entry);
      const subject = entry.document.subject;
      if (subject === null || (subject.type !== 'Entity' && !known.has(`${subject.type}/${subject.id}`))) {
        const what =
          subject === null ? 'It is about nothing.' : `There is no ${subject.type} ${JSON.stringify(subject)}.`;
        await this.failDocument(entry, what);
      } else if (isKnown) {
        this.tally.unchanged++;
        onDocument?.(entry.document.id);
      } else fresh.push(entry);
    }
    // A model takes its time, so the documents of one write are asked about side by side.
    const results = await Promise.all(fresh.map((entry) => this.read(entry)));
    signal?.throwIfAborted();
    await store.save(results.filter((result) => result !== null));
    for (const { document } of fresh) onDocument?.(document.id);
  }

  /** Forgets documents that no input has had. */
  async prune(documents: readonly StoredDocument[]): Promise<void> {
    const gone = documents.filter(({ id }) => !this.ids.has(id)).map(({ id }) => id);
    await this.options.store.remove(gone);
    this.tally.removed += gone.length;
  }

  private async read(entry: Waiting): Promise<ReadDocument | null> {
    const { nowMs, signal } = this.options;
    const { document, hash } = entry;
    try {
      const extraction = await this.extraction(entry);
      this.tally.add(extraction);
      const statements = this.statementsOf(document, extraction.facts);
      this.tally.read++;
      this.tally.facts += statements.length;
      const { subject, provenance, id } = document;
      const about = subject === null || subject.type === 'Entity' ? '' : `${subject.type}/${subject.id}`;
      return {
        document: { id, about, provenance, contentHash: hash, extractor: this.versionOf(entry), readAt: nowMs() },
        statements,
      };
    } catch (error) {
      if (signal?.aborted === true || (error instanceof IsthmusError && error.code === 'INTERNAL')) throw error;
      await this.failDocument(entry, error instanceof Error ? error.message : String(error), error);
      return null;
    }
  }

  private async extraction({ document, facts }: Waiting): Promise<Extraction> {
    if (facts !== null) return { facts, dropped: {} };
    const { extractor, signal } = this.options;
    return extractor.extract(document, signal === undefined ? {} : { signal });
  }

  private versionOf({ facts }: Waiting): string {
    return facts === null ? this.options.extractor.version : IMPORT_VERSION;
  }

  /** The claims of a document, each once; whatever the extractor says, only facts of this document and of the ontology. */
  private statementsOf(document: SourceDocument, facts: readonly ExtractedFact[]): Statement[] {
    const { ontology, resolver } = this.options;
    const best = new Map<string, Statement>();
    for (const fact of facts) {
      const relation = ontology.find(fact.relation);
      const isInText = fact.start >= 0 && fact.start < fact.end && fact.end <= document.text.length;
      if (fact.documentId !== document.id) this.tally.drop('fact of another document');
      else if (relation === undefined) this.tally.drop('relation not in the ontology');
      else if (!isInText) this.tally.drop('no span in the text');
      else if (fact.kind === 'scene' && resolver.sceneId(fact.name) === null) this.tally.drop('unknown scene');
      else {
        const statement = statementOf(fact, document.text, resolver);
        const { subject, object, id } = statement.claim;
        const joins = relation.subjectTypes.includes(subject.type) && relation.objectTypes.includes(object.type);
        const other = best.get(id);
        if (!joins) this.tally.drop('relation does not join these');
        else if (other === undefined || other.fact.confidence < fact.confidence) best.set(id, statement);
      }
    }
    return [...best.values()];
  }

  private async knownSubjects(waiting: readonly Waiting[]): Promise<Set<string>> {
    const known = new Set<string>();
    for (const type of ['Item', 'User'] as const satisfies readonly NodeType[]) {
      const ids = waiting.flatMap(({ document: { subject } }) => (subject?.type === type ? [subject.id] : []));
      for (const id of await this.options.store.known(type, ids)) known.add(`${type}/${id}`);
    }
    return known;
  }

  private failDocument(
    { document, place }: { readonly document: SourceDocument; readonly place: DocumentPlace },
    reason: string,
    error?: unknown,
  ) {
    return this.fail(place, reason, excerpt(JSON.stringify({ id: document.id, text: excerpt(document.text) })), error);
  }

  private async fail({ file, line }: DocumentPlace, reason: string, raw: string, error?: unknown): Promise<void> {
    this.tally.failed++;
    await this.options.failures.write({ file, line, reason, raw }, error);
  }
}
