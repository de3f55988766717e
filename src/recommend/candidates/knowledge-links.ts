import type { PathStep } from '../../domain/explanation.js';
import type { Projection } from '../../graph/projection/projection.js';
import { degreeOf } from '../../models/sparse/matrix-shape.js';
import type { EntityWeights } from './entity-weights.js';
import { entityNode, itemNode, step } from './path-nodes.js';

/** One way in which the graph joins two items, with its weight in the knowledge walk. */
export interface KnowledgeLink {
  readonly weight: number;
  steps(): PathStep[];
}

/** Finds how items are joined to a target item, through an entity or directly. Hot loops on typed arrays. */
export class KnowledgeLinks {
  /** What the target has in the layer that is looked at, by entity. */
  private facts = new Float64Array(0);

  constructor(private readonly weights: EntityWeights) {}

  /** The links of each item, in the order of the items. */
  find(projection: Projection, items: readonly number[], target: number): KnowledgeLink[][] {
    const { weights } = this;
    if (this.facts.length < projection.entities.size) {
      this.facts = new Float64Array(Math.ceil(projection.entities.size * 1.2));
    }
    const { facts } = this;
    const links: KnowledgeLink[][] = items.map(() => []);
    const end = weights.end(projection, target);
    for (const layer of weights.layers(projection).entities) {
      const { starts, ends, targets: entities, weights: strengths } = layer.itemEntities;
      if (degreeOf(layer.itemEntities, target) === 0) continue;
      for (let k = starts[target]; k < ends[target]; k++) facts[entities[k]] = strengths[k];
      for (const [n, item] of items.entries()) {
        const last = degreeOf(layer.itemEntities, item) === 0 ? 0 : ends[item];
        for (let k = last === 0 ? 0 : starts[item]; k < last; k++) {
          const entity = entities[k];
          if (facts[entity] === 0) continue;
          const both = strengths[k] * facts[entity] * weights.entity(layer, entity);
          if (both === 0) continue;
          const { relation, isForward } = layer;
          links[n].push({
            weight: both * weights.start(projection, item) * end,
            steps: () => [
              step(itemNode(projection, item), relation, isForward, entityNode(projection, entity)),
              step(entityNode(projection, entity), relation, !isForward, itemNode(projection, target)),
            ],
          });
        }
      }
      for (let k = starts[target]; k < ends[target]; k++) facts[entities[k]] = 0;
    }
    this.addDirect(projection, items, target, links);
    return links;
  }

  private addDirect(
    projection: Projection,
    items: readonly number[],
    target: number,
    links: readonly KnowledgeLink[][],
  ): void {
    for (const { rows, weight, relation, isForward } of this.weights.layers(projection).items) {
      for (const [n, item] of items.entries()) {
        if (item >= rows.rowCount) continue;
        for (let k = rows.starts[item]; k < rows.ends[item]; k++) {
          if (rows.targets[k] !== target) continue;
          links[n].push({
            weight: weight * rows.weights[k],
            steps: () => [step(itemNode(projection, item), relation, isForward, itemNode(projection, target))],
          });
        }
      }
    }
  }
}
