import type { PathStep } from '../../domain/explanation.js';
import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { EntityWeights, WeightedEntityLayer } from './entity-weights.js';
import { entityNode, itemNode, step } from './path-nodes.js';

/** One way in which the graph joins two items, with its weight in the knowledge walk. */
export interface KnowledgeLink {
  readonly weight: number;
  steps(): PathStep[];
}

/** Finds how items are joined to one target item; made once a target. */
export class KnowledgeLinks {
  private readonly facts = new Map<number, { readonly layer: WeightedEntityLayer; readonly weight: number }[]>();

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

  /** All links from an item to the target, through an entity or direct. */
  from(item: number): KnowledgeLink[] {
    const { projection, weights, target } = this;
    const links: KnowledgeLink[] = [];
    const discount = weights.start(projection, item) * weights.end(projection, target);
    const { entities, items } = weights.layers(projection);
    for (const layer of entities) {
      eachEntry(layer.itemEntities, item, (entity, weight) => {
        for (const fact of this.facts.get(entity) ?? []) {
          if (fact.layer !== layer) continue;
          const own = weight * weights.entity(layer, entity) * discount;
          if (own === 0) continue;
          links.push({
            weight: own * fact.weight,
            steps: () => [
              step(itemNode(projection, item), layer.relation, layer.isForward, entityNode(projection, entity)),
              step(entityNode(projection, entity), layer.relation, !layer.isForward, itemNode(projection, target)),
            ],
          });
        }
      });
    }
    for (const layer of items) {
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
