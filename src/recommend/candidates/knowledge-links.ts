import type { PathStep } from '../../domain/explanation.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { EntityWeights } from './entity-weights.js';
import type { EntityLayer } from './knowledge-layers.js';
import { entityNode, itemNode, step } from './path-nodes.js';

/** One way in which the graph joins two items, with its weight in the knowledge walk. */
export interface KnowledgeLink {
  readonly weight: number;
  /** True when it passes two entities, which the fitted similarity does not know about. */
  readonly isHop: boolean;
  steps(): PathStep[];
}

/** Finds how items are joined to one target item; made once a target. */
export class KnowledgeLinks {
  private readonly facts = new Map<number, { readonly layer: EntityLayer; readonly weight: number }[]>();

  constructor(
    private readonly projection: Projection,
    private readonly weights: EntityWeights,
    private readonly target: number,
  ) {
    for (const layer of weights.layers(projection).entities) {
      eachEntry(layer.itemEntities, target, (entity, weight) => {
        const facts = this.facts.get(entity);
        if (facts === undefined) this.facts.set(entity, [{ layer, weight }]);
        else facts.push({ layer, weight });
      });
    }
  }

  /** All links from an item to the target, through entities, directly, and over two entities when `withHops`. */
  from(item: number, withHops: boolean): KnowledgeLink[] {
    const { projection, weights, target } = this;
    const links: KnowledgeLink[] = [];
    const discount = weights.start(projection, item) * weights.end(projection, target);
    const { entities, items } = weights.layers(projection);
    for (const layer of entities) {
      eachEntry(layer.itemEntities, item, (entity, weight) => {
        const own = weight * weights.entity(layer, entity) * discount;
        if (own === 0) return;
        for (const fact of this.facts.get(entity) ?? []) {
          if (fact.layer !== layer) continue;
          links.push({
            weight: own * fact.weight,
            isHop: false,
            steps: () => [
              step(itemNode(projection, item), layer.relation, layer.isForward, entityNode(projection, entity)),
              step(entityNode(projection, entity), layer.relation, !layer.isForward, itemNode(projection, target)),
            ],
          });
        }
        if (withHops) this.addHops(item, layer, entity, own, links);
      });
    }
    for (const layer of items) {
      eachEntry(layer.rows, item, (linked, weight) => {
        if (linked !== target) return;
        links.push({
          weight: weights.relation(layer.key) * weight,
          isHop: false,
          steps: () => [
            step(itemNode(projection, item), layer.relation, layer.isForward, itemNode(projection, target)),
          ],
        });
      });
    }
    return links;
  }

  private addHops(item: number, layer: EntityLayer, entity: number, own: number, links: KnowledgeLink[]): void {
    const { projection, weights, target } = this;
    for (const hop of weights.layers(projection).hops) {
      const hopWeight = weights.settings.hopWeight * weights.relation(hop.key);
      eachEntry(hop.rows, entity, (other, weight) => {
        for (const fact of this.facts.get(other) ?? []) {
          const end = fact.layer;
          links.push({
            weight: own * hopWeight * weight * fact.weight * weights.entity(end, other),
            isHop: true,
            steps: () => [
              step(itemNode(projection, item), layer.relation, layer.isForward, entityNode(projection, entity)),
              step(entityNode(projection, entity), hop.relation, hop.isForward, entityNode(projection, other)),
              step(entityNode(projection, other), end.relation, !end.isForward, itemNode(projection, target)),
            ],
          });
        }
      });
    }
  }
}

function eachEntry(
  matrix: { rowCount: number; starts: Int32Array; ends: Int32Array; targets: Int32Array; weights: Float32Array },
  row: number,
  visit: (column: number, weight: number) => void,
): void {
  if (row >= matrix.rowCount) return;
  for (let k = matrix.starts[row]; k < matrix.ends[row]; k++) visit(matrix.targets[k], matrix.weights[k]);
}
