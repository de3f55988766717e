import type { Projection } from '../../graph/projection/projection.js';
import { knowledgeLayers } from '../candidates/knowledge-layers.js';
import { userHistory } from '../history.js';

/** One thing that a user liked, by item number. */
interface LikedItem {
  readonly item: number;
  readonly strength: number;
  /** Scene number, or -1. */
  readonly scene: number;
}

/** The liked items that have one entity in common by one relation. */
export interface TasteEvidence {
  readonly entity: number;
  readonly relation: string;
  /** The newest first. */
  readonly liked: readonly LikedItem[];
  /** In [0, 1): how far the liked items are beyond what chance would bring. */
  readonly strength: number;
}

/** Which part of a history is looked at; -1 for all of it. */
export interface TasteScope {
  readonly domain: number;
  readonly scene: number;
}

/** One item is a coincidence. */
const FEWEST_ITEMS = 2;
/** An entity that is not liked so many times as often as chance would have it says nothing of a taste. */
const LEAST_LIFT = 1.5;
/** So many items beyond chance make half of certainty. */
const HALF_STRENGTH = 2;

/**
 * What the liked items of a user have in common beyond chance, by entity: Σ strengths against the number of liked
 * items × the share of all items that have the entity. Of several relations to one entity the clearest counts.
 */
export function tasteEvidence(projection: Projection, user: number, scope: TasteScope): Map<number, TasteEvidence> {
  const liked = likedItems(projection, user, scope);
  const best = new Map<number, TasteEvidence>();
  for (const { relation, isForward, itemEntities, entityItems } of knowledgeLayers(projection).entities) {
    // "Is known for" is said of a person; what a liked item has is said of the item.
    if (!isForward) continue;
    const byEntity = new Map<number, LikedItem[]>();
    for (const one of liked) {
      if (one.item >= itemEntities.rowCount) continue;
      for (let k = itemEntities.starts[one.item]; k < itemEntities.ends[one.item]; k++) {
        const entity = itemEntities.targets[k];
        const known = byEntity.get(entity);
        if (known === undefined) byEntity.set(entity, [one]);
        else known.push(one);
      }
    }
    for (const [entity, items] of byEntity) {
      if (items.length < FEWEST_ITEMS) continue;
      const share = (entityItems.ends[entity] - entityItems.starts[entity]) / projection.items.size;
      const expected = liked.length * share;
      const found = items.reduce((sum, { strength }) => sum + strength, 0);
      if (found < LEAST_LIFT * expected) continue;
      const strength = (found - expected) / (found - expected + HALF_STRENGTH);
      if (strength > (best.get(entity)?.strength ?? 0)) best.set(entity, { entity, relation, liked: items, strength });
    }
  }
  return best;
}

function likedItems(projection: Projection, user: number, { domain, scene }: TasteScope): LikedItem[] {
  const history = userHistory(projection, user);
  const liked = Array.from(history.items, (item, n) => ({
    item,
    strength: history.strengths[n],
    scene: history.scenes[n],
  }));
  return liked.filter(
    (one) =>
      projection.isLive(one.item) &&
      (domain < 0 || projection.itemFacts[one.item].domain === domain) &&
      (scene < 0 || one.scene === scene),
  );
}
