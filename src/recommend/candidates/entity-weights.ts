import type { Projection } from '../../graph/projection/projection.js';
import { DegreePowers } from '../../models/sparse/degree-powers.js';
import { degreeOf } from '../../models/sparse/matrix-shape.js';
import type { KnowledgeSettings } from '../fitted-models.js';
import { type EntityLayer, type KnowledgeLayers, knowledgeLayers } from './knowledge-layers.js';

/** What relations, entities and items weigh in a knowledge walk on the projection as it is now. */
export class EntityWeights {
  private readonly powers: DegreePowers;
  private projection: Projection | null = null;
  private known: KnowledgeLayers = { entities: [], items: [], hops: [] };
  private knownCount = -1;
  private norms = new Float64Array(0);
  private normVersion = -1;

  constructor(readonly settings: KnowledgeSettings) {
    this.powers = new DegreePowers(settings.entityExponent);
  }

  layers(projection: Projection): KnowledgeLayers {
    if (this.projection !== projection || this.knownCount !== projection.layers.size) {
      this.projection = projection;
      this.known = knowledgeLayers(projection);
      this.knownCount = projection.layers.size;
      this.normVersion = -1;
    }
    return this.known;
  }

  relation(key: string): number {
    return this.settings.relationWeights.get(key) ?? this.settings.defaultWeight;
  }

  /** w_r d_re^-be; 0 for an entity that too many items share. */
  entity(layer: EntityLayer, entity: number): number {
    const degree = degreeOf(layer.entityItems, entity);
    return degree > this.settings.maxEntityDegree ? 0 : this.relation(layer.key) * this.powers.at(degree);
  }

  /** n_i^-0.5, the discount of the item that a walk starts from; 0 for an item without facts. */
  start(projection: Projection, item: number): number {
    const norm = this.norm(projection, item);
    return norm > 0 ? norm ** -0.5 : 0;
  }

  /** n_j^-x, the discount of the item that a walk ends at; 0 for an item without facts. */
  end(projection: Projection, item: number): number {
    const norm = this.norm(projection, item);
    return norm > 0 ? norm ** -this.settings.targetExponent : 0;
  }

  /** n_i = Σ_r w_r Σ_e E_r(i,e)² d_re^-be, the similarity of an item to itself, kept until the projection changes. */
  norm(projection: Projection, item: number): number {
    const { entities } = this.layers(projection);
    if (this.normVersion !== projection.version || this.norms.length < projection.items.size) {
      this.norms = new Float64Array(Math.ceil(projection.items.size * 1.1)).fill(-1);
      this.normVersion = projection.version;
    }
    if (this.norms[item] >= 0) return this.norms[item];
    let norm = 0;
    for (const layer of entities) {
      const { itemEntities } = layer;
      if (item >= itemEntities.rowCount) continue;
      for (let k = itemEntities.starts[item]; k < itemEntities.ends[item]; k++) {
        norm += itemEntities.weights[k] ** 2 * this.entity(layer, itemEntities.targets[k]);
      }
    }
    this.norms[item] = norm;
    return norm;
  }
}
