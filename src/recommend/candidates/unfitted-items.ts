import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import type { Projection } from '../../graph/projection/projection.js';
import { degreeOf } from '../../models/sparse/matrix-shape.js';
import type { EntityWeights, WeightedEntityLayer } from './entity-weights.js';
import { emptyRows } from './sparse-entry.js';

/**
 * The items that a fitted knowledge matrix has no row for although they now share something with other items: those
 * have to be walked. Items that share nothing have no row either, and need no walk.
 */
export class UnfittedItems {
  private readonly rowsWithoutEntry: Int32Array;
  private items: readonly number[] = [];
  private known: ReadonlySet<number> = new Set();
  private version = -1;

  constructor(
    private readonly matrix: SparseMatrix | null,
    private readonly weights: EntityWeights,
  ) {
    this.rowsWithoutEntry = emptyRows(matrix);
  }

  list(projection: Projection): readonly number[] {
    this.catchUp(projection);
    return this.items;
  }

  has(projection: Projection, item: number): boolean {
    this.catchUp(projection);
    return this.known.has(item);
  }

  private catchUp(projection: Projection): void {
    if (this.version === projection.version) return;
    const items = Array.from(this.rowsWithoutEntry);
    for (let item = this.matrix?.rowCount ?? 0; item < projection.items.size; item++) items.push(item);
    this.items = items.filter((item) => this.sharesSomething(projection, item));
    this.known = new Set(this.items);
    this.version = projection.version;
  }

  private sharesSomething(projection: Projection, item: number): boolean {
    const layers = this.weights.layers(projection);
    if (layers.items.some(({ rows }) => degreeOf(rows, item) > 0)) return true;
    return layers.entities.some((layer) => this.sharesEntity(layer, item));
  }

  private sharesEntity(layer: WeightedEntityLayer, item: number): boolean {
    const { itemEntities, entityItems } = layer;
    if (item >= itemEntities.rowCount) return false;
    for (let k = itemEntities.starts[item]; k < itemEntities.ends[item]; k++) {
      const entity = itemEntities.targets[k];
      if (degreeOf(entityItems, entity) > 1 && this.weights.entity(layer, entity) > 0) return true;
    }
    return false;
  }
}
