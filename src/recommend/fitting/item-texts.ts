import type { Projection } from '../../graph/projection/projection.js';

/** What the text models read of every item: both languages of title and description; empty for a deleted item. */
export function itemTexts(projection: Projection): string[] {
  return projection.itemFacts.map((facts, item) =>
    projection.isLive(item)
      ? [facts.title, facts.titleZh, facts.description, facts.descriptionZh].filter((text) => text !== null).join('\n')
      : '',
  );
}
