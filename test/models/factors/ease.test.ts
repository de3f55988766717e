import fc from 'fast-check';
import type { SparseMatrix } from '../../../src/domain/sparse-matrix.js';
import { solveCholesky } from '../../../src/models/factors/cholesky.js';
import { fitEase, MAX_EASE_ITEMS } from '../../../src/models/factors/ease.js';
import { invertMatrix } from '../../../src/models/onnx/matrix-inverse.js';
import { SparseRows } from '../../../src/models/sparse/sparse-rows.js';
import { dense, expectNear, matrices, randomMatrix } from '../random-matrix.js';

const CONFIG = {
  userExponent: 0.5,
  regularisation: 2,
  popularityRegularisation: 0.5,
  neighbours: Number.POSITIVE_INFINITY,
};

/** Column by column, in double precision. */
async function invertSlowly(matrix: Float32Array, size: number): Promise<Float32Array> {
  const inverse = new Float32Array(size * size);
  for (let column = 0; column < size; column++) {
    const unit = new Float64Array(size);
    unit[column] = 1;
    expect(solveCholesky(Float64Array.from(matrix), unit, size)).toBe(true);
    for (let row = 0; row < size; row++) inverse[row * size + column] = unit[row];
  }
  return inverse;
}

function cosines(size: number): SparseMatrix {
  const rows = new SparseRows(size, size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) if (a !== b && (a + b) % 3 === 0) rows.add(b, 0.5);
    rows.endRow();
  }
  return rows.finish();
}

describe('EASE', () => {
  test('is the closed form of its paper, inverted by ONNX Runtime', async () => {
    await fc.assert(
      fc.asyncProperty(matrices, async (userItems) => {
        const size = userItems.columnCount;
        const x = dense(userItems);
        const system = new Float64Array(size * size);
        for (const row of x) {
          const discount = Math.max(1, row.filter((w) => w > 0).length) ** -0.5;
          for (let i = 0; i < size; i++)
            for (let j = 0; j < size; j++) system[i * size + j] += row[i] * row[j] * discount;
        }
        for (let i = 0; i < size; i++) system[i * size + i] = 1.5 * system[i * size + i] + 2;
        const inverse = await invertSlowly(Float32Array.from(system), size);
        const expected = Array.from(inverse, (value, k) => {
          const column = k % size;
          return column === Math.floor(k / size) ? 0 : -value / inverse[column * size + column];
        });
        const actual = dense(await fitEase(userItems, size, CONFIG, [], invertMatrix));
        expectNear(actual.flat(), expected, 1e-4);
      }),
      { numRuns: 20 },
    );
  });

  test('items that resemble each other vouch for each other without a common user', async () => {
    const userItems = { ...randomMatrix(4, 6, 0, 1) };
    const none = await fitEase(userItems, 6, CONFIG, [], invertMatrix);
    expect(none.targets).toHaveLength(0);
    const similar = dense(await fitEase(userItems, 6, CONFIG, [{ similarity: cosines(6), weight: 1 }], invertMatrix));
    expect(similar[1][2]).toBeGreaterThan(0.05);
    expect(similar[1][3]).toBeCloseTo(0, 5);
  });

  test('a side similarity of great weight still leaves a positive definite matrix', async () => {
    const userItems = randomMatrix(30, 6, 0.4, 2);
    const sides = [{ similarity: cosines(6), weight: 1000 }];
    const weights = await fitEase(userItems, 6, CONFIG, sides, invertSlowly);
    expect(weights.weights.every(Number.isFinite)).toBe(true);
  });

  test('pruning keeps the entries of a row that are largest in absolute value', async () => {
    const userItems = randomMatrix(40, 9, 0.4, 7);
    const full = dense(await fitEase(userItems, 9, CONFIG, [], invertMatrix));
    const pruned = dense(await fitEase(userItems, 9, { ...CONFIG, neighbours: 3 }, [], invertMatrix));
    for (const [i, row] of pruned.entries()) {
      const strongest = full[i]
        .map(Math.abs)
        .sort((a, b) => b - a)
        .slice(0, 3);
      const kept = row
        .map(Math.abs)
        .filter((w) => w > 0)
        .sort((a, b) => b - a);
      expect(kept).toEqual(strongest);
    }
  });

  test('a catalogue that is too large is refused before memory is taken', async () => {
    const fit = fitEase(randomMatrix(1, 1, 1, 1), MAX_EASE_ITEMS + 1, CONFIG, [], invertMatrix);
    await expect(fit).rejects.toThrow('EASE takes at most 10000 items, not 10001');
  });
});
