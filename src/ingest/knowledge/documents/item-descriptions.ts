import type { CallOptions, KnowledgeGraph, Row } from '../../../graph/knowledge-graph.js';
import { textOf, textOrNull, type UnknownProperties } from '../../../graph/records/stored-properties.js';
import { storedDomains } from '../../../graph/writes/node-codecs.js';
import type { DocumentInput, DocumentInputs } from './document-input.js';
import type { SourceDocument, StoredDocument } from './source-document.js';

const ITEMS_PER_PAGE = 500;
const KIND = 'description';
const SOURCE = 'catalogue';

interface StoredItem extends Row {
  readonly id: string;
  readonly properties: UnknownProperties;
}

/** The descriptions of all items in both languages, as documents of their own. */
export async function* itemDescriptions(graph: KnowledgeGraph, options?: CallOptions): DocumentInputs {
  const call = { key: 'nodes/page-nodes', subjectType: 'Item' } as const;
  const pages = graph.pages<Row & { readonly cursor: string; readonly properties: UnknownProperties }>(
    call,
    ITEMS_PER_PAGE,
    options,
  );
  for await (const page of pages) {
    const items = page.map(({ cursor, properties }) => ({ id: cursor, properties }));
    yield await descriptionsOf(graph, items, options);
  }
}

/** The same of some items; those that are not known have none. */
export async function descriptionsOfItems(
  graph: KnowledgeGraph,
  ids: readonly string[],
  options?: CallOptions,
): Promise<DocumentInput[]> {
  const call = { key: 'nodes/find-nodes', subjectType: 'Item', parameters: { ids } } as const;
  return descriptionsOf(graph, await graph.read<StoredItem>(call, options), options);
}

/** True for a document that was made from an item's description, so that it can go when the description does. */
export function isItemDescription({ id, provenance }: StoredDocument): boolean {
  return id.startsWith(`${KIND}:`) && provenance.kind === KIND && provenance.source === SOURCE;
}

async function descriptionsOf(
  graph: KnowledgeGraph,
  items: readonly StoredItem[],
  options?: CallOptions,
): Promise<DocumentInput[]> {
  const domains = await storedDomains(
    graph,
    items.map(({ id }) => id),
    options,
  );
  return items.flatMap(({ id, properties }): DocumentInput[] =>
    [
      descriptionOf(id, 'en', textOf(properties, 'description'), textOf(properties, 'title'), domains),
      descriptionOf(id, 'zh', textOf(properties, 'descriptionZh'), textOrNull(properties, 'titleZh'), domains),
    ]
      .filter((document) => document.text !== '')
      .map((document) => ({ type: 'document', document, place: { file: 'the graph', line: 0 } })),
  );
}

function descriptionOf(
  item: string,
  language: string,
  text: string,
  title: string | null,
  domains: ReadonlyMap<string, string>,
): SourceDocument {
  const category = domains.get(item);
  return {
    id: `${KIND}:${language}:${item}`,
    text,
    subject: { type: 'Item', id: item },
    title,
    ...(category === undefined ? {} : { category }),
    provenance: { kind: KIND, source: SOURCE, licence: null, url: null },
  };
}
