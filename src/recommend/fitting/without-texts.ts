import { Projection } from '../../graph/projection/projection.js';

/** A projection whose items have neither title nor description; everything else is shared with the original. */
export function withoutTexts(projection: Projection): Projection {
  const itemFacts = projection.itemFacts.map((facts) => ({
    ...facts,
    title: '',
    titleZh: null,
    description: null,
    descriptionZh: null,
  }));
  return Object.assign(new Projection(), projection, { itemFacts });
}
