import type { Projection, RelationLayer } from '../../graph/projection/projection.js';
import type { DirectRelation, SharedRelation } from '../../models/knowledge/item-similarity.js';

/** The layers that the knowledge walk can pass, by what it does with them. */
export interface KnowledgeLayers {
  /** Layers between items and entities, in either direction. */
  readonly shared: readonly { readonly key: string; readonly layer: RelationLayer }[];
  /** Layers between two items. */
  readonly direct: readonly { readonly key: string; readonly layer: RelationLayer }[];
}

export function knowledgeLayers(projection: Projection): KnowledgeLayers {
  const shared = [];
  const direct = [];
  for (const [key, layer] of projection.layers) {
    const ends = `${layer.subjectType}-${layer.objectType}`;
    if (ends === 'Item-Entity' || ends === 'Entity-Item') shared.push({ key, layer });
    else if (ends === 'Item-Item') direct.push({ key, layer });
  }
  return { shared, direct };
}

/** A layer as the similarity takes it: from items to entities, whichever way the graph stores it. */
export function sharedRelation(layer: RelationLayer, weight: number): SharedRelation {
  return layer.subjectType === 'Item'
    ? { itemEntities: layer.forward, entityItems: layer.backward, weight }
    : { itemEntities: layer.backward, entityItems: layer.forward, weight };
}

/** A layer between items joins them both ways. */
export function directRelations(layer: RelationLayer, weight: number): DirectRelation[] {
  return [
    { itemItems: layer.forward, weight },
    { itemItems: layer.backward, weight },
  ];
}
