import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { DegreePowers } from '../sparse/degree-powers.js';
import { degreeOf, degreesOf, transpose } from '../sparse/matrix-shape.js';
import { RowAccumulator } from '../sparse/row-accumulator.js';
import { SparseRows } from '../sparse/sparse-rows.js';

/** One relation in one direction, from items to the things they share. */
export interface SharedRelation {
  /** item -> entity with weights. */
  readonly itemEntities: SparseMatrix;
  /** entity -> item; made from `itemEntities` when left out. */
  readonly entityItems?: SparseMatrix;
  /** w_r: how much the relation counts. */
  readonly weight: number;
}

/** A relation whose edges join two items. */
export interface DirectRelation {
  readonly itemItems: SparseMatrix;
  readonly weight: number;
}

export interface ItemSimilarityConfig {
  /** be: how much an entity that many items share counts less. */
  readonly entityExponent: number;
  /** x: how much an item with many facts counts less as the end of the walk; its start is discounted by 0.5. */
  readonly targetExponent: number;
  /** How many entries a row keeps. */
  readonly neighbours: number;
  /** Entities with more items than this are passed over: they say little and cost the most. */
  readonly maxEntityDegree: number;
}

/**
 * The item-item matrix of the knowledge walk: s(i,j) = Σ_r w_r Σ_e E_r(i,e) E_r(j,e) d_re^-be, times n_i^-.5 n_j^-x with
 * n the similarity of an item to itself, plus w_r for items that a direct relation joins; zero on the diagonal, the
 * strongest entries a row, sorted by column.
 */
export function fitItemSimilarity(
  itemCount: number,
  shared: readonly SharedRelation[],
  direct: readonly DirectRelation[],
  config: ItemSimilarityConfig,
): SparseMatrix {
  const walks = shared.filter((relation) => relation.weight > 0).map((relation) => prepare(relation, config));
  const norms = selfSimilarities(itemCount, walks);
  const columnFactors = norms.map((norm) => (norm > 0 ? norm ** -config.targetExponent : 0));
  const accumulator = new RowAccumulator(itemCount);
  const rows = new SparseRows(itemCount, itemCount);
  for (let item = 0; item < itemCount; item++) {
    accumulator.begin(expectedAdditions(item, walks));
    const rowFactor = norms[item] > 0 ? norms[item] ** -0.5 : 0;
    for (const walk of walks) addSharedRow(item, walk, rowFactor, accumulator);
    accumulator.scaleColumns(columnFactors);
    for (const relation of direct) {
      if (relation.weight > 0 && item < relation.itemItems.rowCount) {
        accumulator.addRow(relation.itemItems, item, relation.weight);
      }
    }
    accumulator.clear(item);
    accumulator.takeTop(config.neighbours, null, rows);
  }
  return rows.finish();
}

interface PreparedRelation {
  readonly itemEntities: SparseMatrix;
  readonly entityItems: SparseMatrix;
  /** w_r d_re^-be, 0 for an entity that is passed over. */
  readonly entityFactors: Float64Array;
}

function prepare(relation: SharedRelation, config: ItemSimilarityConfig): PreparedRelation {
  const entityItems = relation.entityItems ?? transpose(relation.itemEntities);
  const powers = new DegreePowers(config.entityExponent);
  const entityFactors = Float64Array.from(degreesOf(entityItems), (degree) =>
    degree > config.maxEntityDegree ? 0 : relation.weight * powers.at(degree),
  );
  return { itemEntities: relation.itemEntities, entityItems, entityFactors };
}

function selfSimilarities(itemCount: number, walks: readonly PreparedRelation[]): Float64Array {
  const norms = new Float64Array(itemCount);
  for (const { itemEntities, entityFactors } of walks) {
    for (let item = 0; item < Math.min(itemCount, itemEntities.rowCount); item++) {
      for (let k = itemEntities.starts[item]; k < itemEntities.ends[item]; k++) {
        norms[item] += itemEntities.weights[k] ** 2 * entityFactors[itemEntities.targets[k]];
      }
    }
  }
  return norms;
}

function expectedAdditions(item: number, walks: readonly PreparedRelation[]): number {
  let additions = 0;
  for (const { itemEntities, entityItems, entityFactors } of walks) {
    if (item >= itemEntities.rowCount) continue;
    for (let k = itemEntities.starts[item]; k < itemEntities.ends[item]; k++) {
      const entity = itemEntities.targets[k];
      if (entityFactors[entity] > 0) additions += degreeOf(entityItems, entity);
    }
  }
  return additions;
}

function addSharedRow(item: number, walk: PreparedRelation, rowFactor: number, accumulator: RowAccumulator): void {
  const { itemEntities, entityItems, entityFactors } = walk;
  if (item >= itemEntities.rowCount) return;
  for (let k = itemEntities.starts[item]; k < itemEntities.ends[item]; k++) {
    const entity = itemEntities.targets[k];
    const scale = rowFactor * itemEntities.weights[k] * entityFactors[entity];
    if (scale > 0) accumulator.addRow(entityItems, entity, scale);
  }
}
