import type { Projection } from '../../graph/projection/projection.js';
import { degreeOf } from '../../models/sparse/matrix-shape.js';
import type { EntityWeights, WeightedEntityLayer } from './entity-weights.js';

/** What the graph says of one item, over all relations that count: one row, to be intersected with others. */
export interface ItemLinks {
  /** E_r(i,e). */
  readonly strengths: Float64Array;
  /** w_r d_re^-be. */
  readonly weights: Float64Array;
  /** Ascending; an entity that several relations name stands in neighbouring places. */
  readonly entities: Int32Array;
  readonly layers: readonly WeightedEntityLayer[];
  /** E_r(i,e) w_r d_re^-be, 0 for entities that are too common to bridge anything. */
  readonly bridges: Float64Array;
}

/** Entities with more items than this are too common to bridge anything. */
export const MOST_BRIDGED_ITEMS = 200;

/** Items whose rows are kept at a time; the row of a usual item takes about two kilobytes. */
const MOST_KEPT = 20_000;

/** Makes each item's row once and keeps it until the projection changes. */
export class ItemLinkRows {
  private rows = new Map<number, ItemLinks>();
  private projection: Projection | null = null;
  private version = -1;

  constructor(private readonly weights: EntityWeights) {}

  of(projection: Projection, item: number): ItemLinks {
    if (this.projection !== projection || this.version !== projection.version || this.rows.size > MOST_KEPT) {
      this.projection = projection;
      this.version = projection.version;
      this.rows = new Map();
    }
    let row = this.rows.get(item);
    if (row === undefined) {
      row = this.make(projection, item);
      this.rows.set(item, row);
    }
    return row;
  }

  private make(projection: Projection, item: number): ItemLinks {
    const found: { strength: number; weight: number; entity: number; layer: WeightedEntityLayer }[] = [];
    for (const layer of this.weights.layers(projection).entities) {
      const { rowCount, starts, ends, targets, weights } = layer.itemEntities;
      if (item >= rowCount) continue;
      for (let k = starts[item]; k < ends[item]; k++) {
        const entity = targets[k];
        const weight = this.weights.entity(layer, entity);
        if (weight === 0 || weights[k] === 0) continue;
        found.push({ strength: weights[k], weight, entity, layer });
      }
    }
    found.sort((a, b) => a.entity - b.entity);
    return {
      strengths: Float64Array.from(found, ({ strength }) => strength),
      weights: Float64Array.from(found, ({ weight }) => weight),
      entities: Int32Array.from(found, ({ entity }) => entity),
      layers: found.map(({ layer }) => layer),
      bridges: Float64Array.from(found, ({ strength, weight, entity, layer }) =>
        degreeOf(layer.entityItems, entity) > MOST_BRIDGED_ITEMS ? 0 : strength * weight,
      ),
    };
  }
}
