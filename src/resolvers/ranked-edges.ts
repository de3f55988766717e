import type { Language } from '../domain/nodes.js';
import type { RankedItem } from '../recommend/recommendation.js';
import type { Item } from '../schema/nodes/item.type.js';
import { ItemConnection } from '../schema/pages/item-connection.type.js';
import { ItemEdge } from '../schema/pages/item-edge.type.js';
import type { Catalogue } from './catalogue.js';
import type { RankedPage } from './services.js';

/** Pairs ranked items with their nodes; one that was deleted in between is left out. */
export function rankedEdges<Edge>(
  items: readonly RankedItem[],
  catalogue: Catalogue,
  language: Language,
  edgeOf: (node: Item, ranked: RankedItem) => Edge,
): Edge[] {
  const edges: Edge[] = [];
  for (const ranked of items) {
    const node = catalogue.item(ranked.itemId, language);
    if (node !== null) edges.push(edgeOf(node, ranked));
  }
  return edges;
}

/** A ranked page as a connection. */
export function itemConnection(page: RankedPage, catalogue: Catalogue, language: Language): ItemConnection {
  const edges = rankedEdges(
    page.items,
    catalogue,
    language,
    (node, ranked) => new ItemEdge(node, ranked.explanation, ranked.cursor, language),
  );
  return new ItemConnection(edges, page.hasNextPage);
}
