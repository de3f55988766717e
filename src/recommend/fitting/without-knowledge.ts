import { Projection } from '../../graph/projection/projection.js';

/**
 * A projection without what is known of items: no edge leads to an entity, and none from item to item. So there is
 * nothing for the knowledge and preference walks, for the knowledge part of EASE's side information, or for finding
 * new items by their entities. Friendships and scenes stay; everything else is shared with the original.
 */
export function withoutKnowledge(projection: Projection): Projection {
  const layers = [...projection.layers].filter(([, { subjectType, objectType }]) => {
    const joinsItems = subjectType === 'Item' && objectType === 'Item';
    return !joinsItems && subjectType !== 'Entity' && objectType !== 'Entity';
  });
  return Object.assign(new Projection(), projection, { layers: new Map(layers) });
}
