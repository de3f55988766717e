import type { PathStep } from '../../domain/explanation.js';
import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import type { Projection } from '../../graph/projection/projection.js';
import { degreeOf } from '../../models/sparse/matrix-shape.js';
import type { EntityWeights, WeightedEntityLayer } from './entity-weights.js';
import { entityNode, itemNode, step } from './path-nodes.js';

/** One way in which the graph joins two items, with its weight in the knowledge walk. */
export interface KnowledgeLink {
  readonly weight: number;
  steps(): PathStep[];
}

/** Finds how items are joined to one target item; made once a target. */
export class KnowledgeLinks {
  /** What the target has in each layer. */
  private readonly facts: { readonly layer: WeightedEntityLayer; readonly facts: ReadonlyMap<number, number> }[] = [];

  constructor(
    private readonly projection: Projection,
    private readonly weights: EntityWeights,
    private readonly target: number,
  ) {
    for (const layer of weights.layers(projection).entities) {
      if (degreeOf(layer.itemEntities, target) === 0) continue;
      const facts = new Map<number, number>();
      eachEntry(layer.itemEntities, target, (entity, weight) => facts.set(entity, weight));
      this.facts.push({ layer, facts });
    }
  }

  /** All links from an item to the target, through an entity or direct. */
  from(item: number): KnowledgeLink[] {
    const { projection, weights, target } = this;
    const links: KnowledgeLink[] = [];
    const discount = weights.start(projection, item) * weights.end(projection, target);
    for (const { layer, facts } of this.facts) {
      const { itemEntities } = layer;
      if (item >= itemEntities.rowCount) continue;
      for (let k = itemEntities.starts[item]; k < itemEntities.ends[item]; k++) {
        const entity = itemEntities.targets[k];
        const fact = facts.get(entity);
        const weight =
          fact === undefined ? 0 : itemEntities.weights[k] * fact * weights.entity(layer, entity) * discount;
        if (weight === 0) continue;
        links.push({
          weight,
          steps: () => [
            step(itemNode(projection, item), layer.relation, layer.isForward, entityNode(projection, entity)),
            step(entityNode(projection, entity), layer.relation, !layer.isForward, itemNode(projection, target)),
          ],
        });
      }
    }
    for (const layer of weights.layers(projection).items) {
      eachEntry(layer.rows, item, (linked, weight) => {
        if (linked !== target) return;
        links.push({
          weight: layer.weight * weight,
          steps: () => [
            step(itemNode(projection, item), layer.relation, layer.isForward, itemNode(projection, target)),
          ],
        });
      });
    }
    return links;
  }
}

function eachEntry(matrix: SparseMatrix, row: number, visit: (column: number, weight: number) => void): void {
  if (row >= matrix.rowCount) return;
  for (let k = matrix.starts[row]; k < matrix.ends[row]; k++) visit(matrix.targets[k], matrix.weights[k]);
}
