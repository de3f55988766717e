import { basename, extname } from 'node:path';
import { IsthmusError } from '../../../domain/errors.js';
import type { KnowledgeGraph } from '../../../graph/knowledge-graph.js';
import type { DocumentInput, DocumentInputs } from '../documents/document-input.js';
import { readDocumentFile } from '../documents/read-document-file.js';
import type { Provenance } from '../documents/source-document.js';
import { ItemLinker } from './item-linker.js';
import { mediaWikiPages } from './media-wiki-pages.js';
import { nTriples } from './n-triples.js';
import { tripleDocuments } from './triple-documents.js';
import { wikidataLines } from './wikidata-lines.js';

/** Where a file comes from, and how it is read. */
export interface OpenDocumentsOptions {
  readonly graph: KnowledgeGraph;
  /** What is said of the source of dumps; files of documents say it row by row. */
  readonly source?: string;
  readonly licence?: string;
  readonly onBytes?: (bytes: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * The documents of a file, by the ending of its name: `.csv`, `.jsonl` and `.parquet` hold documents, `.nt` the triples of
 * a knowledge base, `.json` a Wikidata dump, `.xml` a MediaWiki export. What has no item is linked to one by its title.
 */
export async function* openDocuments(path: string, options: OpenDocumentsOptions): DocumentInputs {
  const { graph, signal, onBytes = () => undefined } = options;
  const ending = extname(path).toLowerCase();
  const provenance: Provenance = {
    kind: ending === '.xml' ? 'page' : 'facts',
    source: options.source ?? basename(path),
    licence: options.licence ?? null,
    url: null,
  };
  const linker = await ItemLinker.read(graph, signal === undefined ? {} : { signal });
  switch (ending) {
    case '.nt':
      return yield* tripleDocuments(nTriples(path, onBytes), linker, provenance, basename(path));
    case '.json':
      return yield* tripleDocuments(wikidataLines(path, onBytes), linker, provenance, basename(path));
    case '.xml':
      return yield* mediaWikiPages(path, linker, provenance, onBytes);
    case '.csv':
    case '.jsonl':
    case '.parquet':
      for await (const batch of readDocumentFile(path, onBytes)) yield batch.map((input) => linked(input, linker));
      return;
    default:
      throw new IsthmusError(
        'INGEST_SOURCE_INVALID',
        `${basename(path)} cannot be read: its name has to end in .csv, .jsonl, .parquet, .nt, .json or .xml (docs/guide/language.md).`,
      );
  }
}

function linked(input: DocumentInput, linker: ItemLinker): DocumentInput {
  if (input.type === 'broken' || input.document.subject !== null) return input;
  const item = linker.link(input.document.title ?? '');
  if (item !== null) return { ...input, document: { ...input.document, subject: { type: 'Item', id: item } } };
  const reason = 'The row names no item or user, and no single item has its title.';
  return { type: 'broken', reason, raw: input.document.id, place: input.place };
}
