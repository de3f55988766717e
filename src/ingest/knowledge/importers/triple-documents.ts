import type { ExtractedFact } from '../../../domain/extraction.js';
import { readableLabel } from '../../cleaning/readable-label.js';
import type { DocumentInput, DocumentInputs } from '../documents/document-input.js';
import type { Provenance } from '../documents/source-document.js';
import type { ItemLinker } from './item-linker.js';
import { PREDICATES } from './predicates.js';
import { LABEL, type TripleSource } from './triple.js';

interface Stated {
  readonly relation: string;
  readonly kind: string;
  readonly object: string;
  readonly isLiteral: boolean;
}

const DOCUMENTS_PER_BATCH = 100;
const MOST_FACTS_PER_ITEM = 500;
const LONGEST_NAME = 160;
const LANGUAGES: ReadonlySet<string> = new Set(['', 'en', 'zh', 'mul']);

/**
 * What a knowledge base says about items of the graph, one document an item: its text has a line for each fact, so these
 * facts have places like all others. The source is read three times, so that only what is about items is held in
 * memory: for the names of items, for what is said of them, for the names of what that leads to.
 */
export async function* tripleDocuments(
  triples: TripleSource,
  linker: ItemLinker,
  provenance: Provenance,
  file: string,
): DocumentInputs {
  const items = new Map<string, string>();
  for await (const { subject, predicate, object, language } of triples()) {
    if (predicate !== LABEL || !LANGUAGES.has(language)) continue;
    const item = linker.link(object);
    if (item !== null && !items.has(subject)) items.set(subject, item);
  }
  const stated = new Map<string, Stated[]>();
  const names = new Map<string, string>();
  for await (const { subject, predicate, object, isLiteral } of triples()) {
    const meaning = PREDICATES.get(predicate);
    if (meaning === undefined || !items.has(subject)) continue;
    const known = stated.get(subject) ?? [];
    if (known.length < MOST_FACTS_PER_ITEM) known.push({ ...meaning, object, isLiteral });
    stated.set(subject, known);
    if (!isLiteral) names.set(object, '');
  }
  for await (const { subject, predicate, object, language } of triples()) {
    if (predicate !== LABEL || !names.has(subject) || !LANGUAGES.has(language)) continue;
    if (language !== 'zh' || names.get(subject) === '') names.set(subject, object);
  }
  let batch: DocumentInput[] = [];
  for (const [subject, facts] of stated) {
    const item = items.get(subject);
    if (item === undefined) continue;
    batch.push(documentOf(subject, item, facts, names, provenance, file));
    if (batch.length < DOCUMENTS_PER_BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

function documentOf(
  subject: string,
  item: string,
  stated: readonly Stated[],
  names: ReadonlyMap<string, string>,
  provenance: Provenance,
  file: string,
): DocumentInput {
  const id = `${provenance.source}:${subject}`.slice(0, 512);
  let text = '';
  const facts: ExtractedFact[] = [];
  for (const { relation, kind, object, isLiteral } of stated) {
    const name = (isLiteral ? object : names.get(object) || readableLabel(object)).replaceAll(/\s+/g, ' ').trim();
    if (name === '' || name.length > LONGEST_NAME) continue;
    text += `${relation}: `;
    const start = text.length;
    text += name;
    facts.push({
      documentId: id,
      subject: { type: 'Item', id: item },
      relation,
      name,
      kind,
      attribute: null,
      start,
      end: text.length,
      confidence: 1,
      source: 'import',
    });
    text += '\n';
  }
  const document = { id, text, subject: { type: 'Item', id: item }, title: null, provenance } as const;
  return { type: 'document', document, place: { file, line: 0 }, facts };
}
