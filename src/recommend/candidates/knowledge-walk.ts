import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { ItemHistory } from '../../models/collaborative/item-history.js';
import { degreeOf } from '../../models/sparse/matrix-shape.js';
import { EntitySpread } from './entity-spread.js';
import type { EntityWeights } from './entity-weights.js';

/**
 * The knowledge walk without any pruning, on the projection as it is now:
 * s(u,j) = Σ_i m_i (n_i^-.5 n_j^-x Σ_r w_r Σ_e E_r(i,e) E_r(j,e) d_re^-be + Σ_r w_r D_r(i,j)), where D are the relations that
 * join two items. It goes over the entities first and then over their items. Hot loops on typed arrays.
 */
export class KnowledgeWalk {
  private readonly spread = new EntitySpread();
  private shared = new Float32Array(0);

  constructor(private readonly weights: EntityWeights) {}

  /** Adds the scores of the whole catalogue, or of `targets` alone, to `into`. */
  score(projection: Projection, history: ItemHistory, targets: readonly number[] | null, into: Float32Array): void {
    if (history.length === 0 || targets?.length === 0) return;
    const shared = this.clearedScores(into.length);
    for (const layer of this.weights.layers(projection).entities) {
      this.spread.reset(projection.entities.size);
      for (let n = 0; n < history.length; n++) {
        const item = history.items[n];
        if (degreeOf(layer.itemEntities, item) === 0) continue;
        this.spread.addRow(layer.itemEntities, item, history.strengths[n] * this.weights.start(projection, item));
      }
      if (targets === null) {
        for (let n = 0; n < this.spread.count; n++) {
          const entity = this.spread.entities[n];
          const scale = this.spread.weights[entity] * this.weights.entity(layer, entity);
          addRowTo(layer.entityItems, entity, scale, shared);
        }
      } else {
        for (const target of targets) {
          shared[target] += this.spread.dot(layer.itemEntities, target, (entity) => this.weights.entity(layer, entity));
        }
      }
    }
    this.subtractSelf(projection, history, shared);
    this.addDiscounted(projection, shared, into);
    this.addLinks(projection, history, targets, into);
  }

  /** An item shares everything with itself; that says nothing about whether the user wants it again. */
  private subtractSelf(projection: Projection, history: ItemHistory, shared: Float32Array): void {
    for (let n = 0; n < history.length; n++) {
      const item = history.items[n];
      const self = history.strengths[n] * this.weights.start(projection, item) * this.weights.norm(projection, item);
      const left = shared[item] - self;
      // What is left after cancellation of equal single-precision sums is noise.
      shared[item] = left > self * 1e-5 ? left : 0;
    }
  }

  private addDiscounted(projection: Projection, shared: Float32Array, into: Float32Array): void {
    for (let item = 0; item < into.length; item++) {
      if (shared[item] > 0) into[item] += shared[item] * this.weights.end(projection, item);
    }
  }

  private addLinks(
    projection: Projection,
    history: ItemHistory,
    targets: readonly number[] | null,
    into: Float32Array,
  ): void {
    const only = targets === null ? null : new Set(targets);
    for (const layer of this.weights.layers(projection).items) {
      for (let n = 0; n < history.length; n++) {
        const item = history.items[n];
        if (item >= layer.rows.rowCount) continue;
        const { starts, ends, targets: linked, weights } = layer.rows;
        for (let k = starts[item]; k < ends[item]; k++) {
          if (only === null || only.has(linked[k])) into[linked[k]] += history.strengths[n] * layer.weight * weights[k];
        }
      }
    }
  }

  private clearedScores(length: number): Float32Array {
    if (this.shared.length < length) this.shared = new Float32Array(length);
    else this.shared.fill(0);
    return this.shared;
  }
}

function addRowTo(matrix: SparseMatrix, row: number, scale: number, into: Float32Array): void {
  if (scale === 0 || row >= matrix.rowCount) return;
  const { targets, weights } = matrix;
  const end = matrix.ends[row];
  for (let k = matrix.starts[row]; k < end; k++) into[targets[k]] += scale * weights[k];
}
