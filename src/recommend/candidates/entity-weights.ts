import type { Projection } from '../../graph/projection/projection.js';
import { DegreePowers } from '../../models/sparse/degree-powers.js';
import { degreeOf } from '../../models/sparse/matrix-shape.js';
import type { KnowledgeSettings } from '../fitted-models.js';
import { type EntityLayer, knowledgeLayers, type LinkLayer } from './knowledge-layers.js';

/** A relation between items and entities with its weight. */
export interface WeightedEntityLayer extends EntityLayer {
  readonly weight: number;
}

/** A relation between nodes of one type with its weight. */
export interface WeightedLinkLayer extends LinkLayer {
  readonly weight: number;
}

/** The layers that count for something, by the shape of their step. */
export interface WeightedLayers {
  readonly entities: readonly WeightedEntityLayer[];
  readonly items: readonly WeightedLinkLayer[];
  readonly hops: readonly WeightedLinkLayer[];
}

/** What relations, entities and items weigh in a knowledge walk on the projection as it is now. */
export class EntityWeights {
  private readonly powers: DegreePowers;
  private projection: Projection | null = null;
  private known: WeightedLayers = { entities: [], items: [], hops: [] };
  private knownCount = -1;
  private norms = new Float64Array(0);
  private starts = new Float64Array(0);
  private ends = new Float64Array(0);
  private normVersion = -1;

  constructor(readonly settings: KnowledgeSettings) {
    this.powers = new DegreePowers(settings.entityExponent);
  }

  layers(projection: Projection): WeightedLayers {
    if (this.projection !== projection || this.knownCount !== projection.layers.size) {
      this.projection = projection;
      const { entities, items, hops } = knowledgeLayers(projection);
      this.known = { entities: this.weighted(entities), items: this.weighted(items), hops: this.weighted(hops) };
      this.knownCount = projection.layers.size;
      this.normVersion = -1;
    }
    return this.known;
  }

  /** w_r d_re^-be; 0 for an entity that too many items share. */
  entity(layer: WeightedEntityLayer, entity: number): number {
    const degree = degreeOf(layer.entityItems, entity);
    return degree > this.settings.maxEntityDegree ? 0 : layer.weight * this.powers.at(degree);
  }

  /** n_i^-0.5, the discount of the item that a walk starts from; 0 for an item without facts. */
  start(projection: Projection, item: number): number {
    this.know(projection, item);
    return this.starts[item];
  }

  /** n_j^-x, the discount of the item that a walk ends at; 0 for an item without facts. */
  end(projection: Projection, item: number): number {
    this.know(projection, item);
    return this.ends[item];
  }

  /** n_i = Σ_r w_r Σ_e E_r(i,e)² d_re^-be, the similarity of an item to itself. */
  norm(projection: Projection, item: number): number {
    this.know(projection, item);
    return this.norms[item];
  }

  /** Keeps the norm of an item and its two powers until the projection changes. */
  private know(projection: Projection, item: number): void {
    if (this.normVersion !== projection.version || this.norms.length < projection.items.size) {
      const size = Math.ceil(projection.items.size * 1.1);
      this.norms = new Float64Array(size).fill(-1);
      this.starts = new Float64Array(size);
      this.ends = new Float64Array(size);
      this.normVersion = projection.version;
    }
    if (this.norms[item] >= 0) return;
    let norm = 0;
    for (const layer of this.layers(projection).entities) {
      const { itemEntities } = layer;
      if (item >= itemEntities.rowCount) continue;
      for (let k = itemEntities.starts[item]; k < itemEntities.ends[item]; k++) {
        norm += itemEntities.weights[k] ** 2 * this.entity(layer, itemEntities.targets[k]);
      }
    }
    this.norms[item] = norm;
    this.starts[item] = norm > 0 ? norm ** -0.5 : 0;
    this.ends[item] = norm > 0 ? norm ** -this.settings.targetExponent : 0;
  }

  private weighted<T extends { readonly key: string }>(layers: readonly T[]): (T & { readonly weight: number })[] {
    const { relationWeights, defaultWeight } = this.settings;
    return layers
      .map((layer) => ({ ...layer, weight: relationWeights.get(layer.key) ?? defaultWeight }))
      .filter(({ weight }) => weight > 0);
  }
}
