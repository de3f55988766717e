import type { Language } from '../domain/nodes.js';
import type { ItemPage } from '../recommend/item-page.js';
import type { Item } from '../schema/nodes/item.type.js';
import { ItemConnection } from '../schema/pages/item-connection.type.js';
import { ItemEdge } from '../schema/pages/item-edge.type.js';
import type { Catalogue } from './catalogue.js';

/** Pairs entries of a ranked list with their items; one that was deleted in between is left out. */
export function rankedEdges<Entry extends { readonly itemId: string }, Edge>(
  entries: readonly Entry[],
  catalogue: Catalogue,
  language: Language,
  edgeOf: (node: Item, entry: Entry) => Edge,
): Edge[] {
  const edges: Edge[] = [];
  for (const entry of entries) {
    const node = catalogue.item(entry.itemId, language);
    if (node !== null) edges.push(edgeOf(node, entry));
  }
  return edges;
}

/** A page of explained items as a connection. */
export function itemConnection(
  { items, hasNextPage }: ItemPage,
  catalogue: Catalogue,
  language: Language,
): ItemConnection {
  const edges = rankedEdges(
    items,
    catalogue,
    language,
    (node, { explanation, cursor }) => new ItemEdge(node, explanation, cursor, language),
  );
  return new ItemConnection(edges, hasNextPage);
}
