import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { DegreePowers } from '../sparse/degree-powers.js';
import { degreeOf, degreesOf } from '../sparse/matrix-shape.js';
import { RowAccumulator } from '../sparse/row-accumulator.js';
import { SparseRows } from '../sparse/sparse-rows.js';

export interface CoOccurrenceConfig {
  /** b: how much a user with many items counts less. */
  readonly userExponent: number;
  /** K: how many entries a row keeps. */
  readonly neighbours: number;
  /** c: entries are chosen by their value times d_j^-c, the value that the walk will use. 0 when left out. */
  readonly popularityExponent?: number;
}

/**
 * The item-item matrix of the collaborative walk: G_ij = Σ_v x_vi x_vj d_v^-b over all users v, zero on the diagonal,
 * the K strongest entries a row, sorted by column. Degrees of items are left out on purpose: they are applied by
 * `scoreWalk`, so that new events change them without rewriting rows (RP3β with free exponents; Paudel et al. 2017).
 */
export function fitCoOccurrence(
  userItems: SparseMatrix,
  itemUsers: SparseMatrix,
  config: CoOccurrenceConfig,
): SparseMatrix {
  const itemCount = Math.max(itemUsers.rowCount, userItems.columnCount);
  const userPowers = new DegreePowers(config.userExponent).ofAll(degreesOf(userItems));
  const factors = config.popularityExponent ? popularityFactors(itemUsers, itemCount, config.popularityExponent) : null;
  const accumulator = new RowAccumulator(itemCount);
  const rows = new SparseRows(itemCount, itemCount, itemCount * Math.min(config.neighbours, 64));
  for (let item = 0; item < itemCount; item++) {
    const start = item < itemUsers.rowCount ? itemUsers.starts[item] : 0;
    const end = item < itemUsers.rowCount ? itemUsers.ends[item] : 0;
    let additions = 0;
    for (let k = start; k < end; k++) additions += degreeOf(userItems, itemUsers.targets[k]);
    accumulator.begin(additions);
    for (let k = start; k < end; k++) {
      const user = itemUsers.targets[k];
      if (user < userItems.rowCount) accumulator.addRow(userItems, user, itemUsers.weights[k] * userPowers[user]);
    }
    accumulator.clear(item);
    accumulator.takeTop(config.neighbours, factors, rows);
  }
  return rows.finish();
}

function popularityFactors(itemUsers: SparseMatrix, itemCount: number, exponent: number): Float64Array {
  const powers = new DegreePowers(exponent);
  const factors = new Float64Array(itemCount);
  for (let item = 0; item < itemCount; item++) factors[item] = powers.at(degreeOf(itemUsers, item));
  return factors;
}
