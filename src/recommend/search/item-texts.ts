import type { ItemFacts, Projection } from '../../graph/projection/projection.js';
import { TextIndex } from '../../models/text/text-index.js';
import { normalise } from '../../models/text/tokens.js';
import { type KnowledgeLayers, knowledgeLayers } from '../candidates/knowledge-layers.js';

const TITLE_WEIGHT = 4;
const LABEL_WEIGHT = 2;
const DESCRIPTION_WEIGHT = 1;
/** Labels beyond this many of one item are left out: pages with hundreds of links would drown the rest. */
const MOST_LABELS = 60;

/** The full text of every item, indexed when it is first searched and again where the projection has changed. */
export class ItemTexts {
  private readonly index = new TextIndex();
  private readonly indexed: (ItemFacts | null)[] = [];
  private readonly entitySums: number[] = [];
  private readonly normalisedTitles: string[][] = [];
  private version = -1;

  constructor(private readonly projection: Projection) {}

  /** What the words of a text score, by item number. */
  scores(text: string): Map<number, number> {
    this.catchUp();
    return this.index.scores(text);
  }

  /** The item's titles in the form in which texts are compared. */
  titles(item: number): readonly string[] {
    return this.normalisedTitles[item] ?? [];
  }

  private catchUp(): void {
    const { projection } = this;
    if (this.version === projection.version && this.indexed.length === projection.items.size) return;
    const layers = knowledgeLayers(projection);
    for (let item = 0; item < projection.items.size; item++) {
      const facts = projection.isLive(item) ? (projection.itemFacts[item] ?? null) : null;
      const sum = entitySum(layers, item);
      if (this.indexed[item] === facts && this.entitySums[item] === sum) continue;
      this.indexed[item] = facts;
      this.entitySums[item] = sum;
      if (facts === null) this.index.remove(item);
      else this.add(item, facts, layers);
    }
    this.version = projection.version;
  }

  private add(item: number, facts: ItemFacts, layers: KnowledgeLayers): void {
    const titles = [facts.title, facts.titleZh ?? ''].filter((title) => title !== '');
    this.normalisedTitles[item] = titles.map((title) => normalise(title.trim()));
    const labels: string[] = [];
    for (const { itemEntities } of layers.entities) {
      if (item >= itemEntities.rowCount) continue;
      for (let k = itemEntities.starts[item]; k < itemEntities.ends[item] && labels.length < MOST_LABELS; k++) {
        const entity = this.projection.entityFacts[itemEntities.targets[k]];
        if (entity !== undefined) labels.push(entity.label, entity.labelZh ?? '');
      }
    }
    this.index.set(item, [
      { text: titles.join(' \n '), weight: TITLE_WEIGHT },
      { text: labels.join(' \n '), weight: LABEL_WEIGHT },
      { text: [facts.description ?? '', facts.descriptionZh ?? ''].join(' \n '), weight: DESCRIPTION_WEIGHT },
    ]);
  }
}

/** Changes when an item gains, loses or exchanges an entity. */
function entitySum({ entities }: KnowledgeLayers, item: number): number {
  let sum = 0;
  for (const [n, { itemEntities }] of entities.entries()) {
    if (item >= itemEntities.rowCount) continue;
    for (let k = itemEntities.starts[item]; k < itemEntities.ends[item]; k++) {
      sum = (Math.imul(sum, 31) + Math.imul(itemEntities.targets[k] + 1, 2 * n + 1)) | 0;
    }
  }
  return sum;
}
