import fc from 'fast-check';
import { seededRandom } from '../../src/domain/random.js';
import type { SparseMatrix } from '../../src/domain/sparse-matrix.js';
import type { ItemHistory } from '../../src/models/collaborative/item-history.js';
import { SparseRows } from '../../src/models/sparse/sparse-rows.js';

/** A matrix in which about a share of `density` of the cells is filled with weights from 0.25 to 1. */
export function randomMatrix(rows: number, columns: number, density: number, seed: number): SparseMatrix {
  const random = seededRandom(seed);
  const builder = new SparseRows(rows, columns, 1);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      // Few different weights, so that ties come up.
      if (random() < density) builder.add(column, (1 + Math.floor(random() * 4)) / 4);
    }
    builder.endRow();
  }
  return builder.finish();
}

/** Small matrices of every density, also empty ones. */
export const matrices = fc
  .record({
    rows: fc.integer({ min: 1, max: 14 }),
    columns: fc.integer({ min: 1, max: 12 }),
    density: fc.double({ min: 0, max: 1, noNaN: true }),
    seed: fc.integer(),
  })
  .map(({ rows, columns, density, seed }) => randomMatrix(rows, columns, density, seed));

/** The same numbers as a list of rows. */
export function dense(matrix: SparseMatrix): number[][] {
  return Array.from({ length: matrix.rowCount }, (_, row) => {
    const values = new Array<number>(matrix.columnCount).fill(0);
    for (let k = matrix.starts[row]; k < matrix.ends[row]; k++) values[matrix.targets[k]] = matrix.weights[k];
    return values;
  });
}

export function historyOf(items: readonly number[], strengths: readonly number[] = items.map(() => 1)): ItemHistory {
  return { length: items.length, items: Int32Array.from(items), strengths: Float32Array.from(strengths) };
}

/** Equal but for rounding to single precision. */
export function expectNear(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-5): void {
  expect(actual.length).toBe(expected.length);
  for (let k = 0; k < actual.length; k++) {
    const scale = Math.max(1, Math.abs(expected[k]));
    if (!(Math.abs(actual[k] - expected[k]) <= tolerance * scale)) {
      throw new Error(`At ${k}: ${actual[k]} instead of ${expected[k]}`);
    }
  }
}
