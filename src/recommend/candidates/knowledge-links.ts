import type { PathStep } from '../../domain/explanation.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { EntityWeights } from './entity-weights.js';
import type { ItemLinkRows, ItemLinks } from './item-links.js';
import { entityNode, itemNode, step } from './path-nodes.js';

/** The relation that a link walks, and which way the graph stores it. */
interface LinkRelation {
  readonly relation: string;
  readonly isForward: boolean;
}

/** One way in which the graph joins two items, with its weight in the knowledge walk. */
export interface KnowledgeLink {
  readonly weight: number;
  readonly layer: LinkRelation;
  /** The entity that both have; -1 for a relation from item to item. */
  readonly entity: number;
}

/** All that joins one item to a target: the sum of all links, and the strongest of them. */
export interface JoinedBy {
  total: number;
  /** Strongest first. */
  readonly links: KnowledgeLink[];
}

/** Finds how items are joined to a target item, through an entity or directly. Hot loops on typed arrays. */
export class KnowledgeLinks {
  /** By entity number: its first place in the target's row plus one, 0 for the others. */
  private places = new Int32Array(0);
  private marked: ItemLinks | null = null;

  constructor(
    private readonly weights: EntityWeights,
    private readonly rows: ItemLinkRows,
  ) {}

  /** What joins each item to the target, with at most `limit` links each, in the order of the items. */
  find(projection: Projection, items: readonly number[], target: number, limit: number): JoinedBy[] {
    const { weights, rows } = this;
    const end = weights.end(projection, target);
    const targetLinks = rows.of(projection, target);
    this.mark(targetLinks, projection.entities.size);
    const found = items.map((item): JoinedBy => {
      const joined: JoinedBy = { total: 0, links: [] };
      this.addShared(joined, rows.of(projection, item), targetLinks, weights.start(projection, item) * end, limit);
      return joined;
    });
    const layers = weights.layers(projection);
    for (const layer of layers.items) {
      const { rowCount, starts, ends, targets, weights: strengths } = layer.rows;
      for (let n = 0; n < items.length; n++) {
        if (items[n] >= rowCount) continue;
        const last = ends[items[n]];
        for (let k = starts[items[n]]; k < last; k++) {
          if (targets[k] === target) add(found[n], layer, -1, layer.weight * strengths[k], limit);
        }
      }
    }
    return found;
  }

  /** Adds the entities that both have by the same relation. */
  private addShared(joined: JoinedBy, own: ItemLinks, other: ItemLinks, discount: number, limit: number): void {
    const { places } = this;
    const { entities } = own;
    for (let n = 0; n < entities.length; n++) {
      const place = places[entities[n]];
      if (place === 0) continue;
      for (let m = place - 1; other.entities[m] === entities[n]; m++) {
        if (other.layers[m] !== own.layers[n]) continue;
        const weight = other.strengths[m] * own.strengths[n] * own.weights[n] * discount;
        add(joined, own.layers[n], entities[n], weight, limit);
      }
    }
  }

  /** Notes where each entity of the target stands in its row. */
  private mark(target: ItemLinks, entityCount: number): void {
    if (this.marked === target) return;
    for (const entity of this.marked?.entities ?? []) this.places[entity] = 0;
    if (this.places.length < entityCount) this.places = new Int32Array(Math.ceil(entityCount * 1.2));
    const { entities } = target;
    for (let n = entities.length - 1; n >= 0; n--) this.places[entities[n]] = n + 1;
    this.marked = target;
  }
}

/** The steps of a link from an item to the target. */
export function linkSteps(projection: Projection, item: number, target: number, link: KnowledgeLink): PathStep[] {
  const { relation, isForward } = link.layer;
  const [from, to] = [itemNode(projection, item), itemNode(projection, target)];
  if (link.entity < 0) return [step(from, relation, isForward, to)];
  const middle = entityNode(projection, link.entity);
  return [step(from, relation, isForward, middle), step(middle, relation, !isForward, to)];
}

function add(joined: JoinedBy, layer: LinkRelation, entity: number, weight: number, limit: number): void {
  const { links } = joined;
  joined.total += weight;
  const isFull = links.length >= limit;
  if (!(weight > 0) || limit === 0 || (isFull && weight <= links[limit - 1].weight)) return;
  let at = isFull ? limit - 1 : links.length;
  for (; at > 0 && links[at - 1].weight < weight; at--) links[at] = links[at - 1];
  links[at] = { weight, layer, entity };
}
