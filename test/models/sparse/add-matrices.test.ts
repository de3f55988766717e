import fc from 'fast-check';
import type { SparseMatrix } from '../../../src/domain/sparse-matrix.js';
import { addMatrices } from '../../../src/models/sparse/add-matrices.js';
import { SparseRows } from '../../../src/models/sparse/sparse-rows.js';

const SIZE = 6;

function sparse(values: readonly number[]): SparseMatrix {
  const rows = new SparseRows(SIZE, SIZE);
  for (let row = 0; row < SIZE; row++) {
    for (let column = 0; column < SIZE; column++) {
      const value = values[row * SIZE + column];
      if (value > 0) rows.add(column, value);
    }
    rows.endRow();
  }
  return rows.finish();
}

function dense(matrix: SparseMatrix): number[] {
  const values = new Array<number>(SIZE * SIZE).fill(0);
  for (let row = 0; row < SIZE; row++) {
    for (let k = matrix.starts[row]; k < matrix.ends[row]; k++) {
      values[row * SIZE + matrix.targets[k]] = matrix.weights[k];
    }
  }
  return values;
}

const entries = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9 })), {
  minLength: SIZE * SIZE,
  maxLength: SIZE * SIZE,
});

test('a sum of sparse matrices is that of dense ones, and of each row the strongest entries stay', () => {
  fc.assert(
    fc.property(entries, entries, fc.integer({ min: 1, max: SIZE }), (a, b, limit) => {
      const sum = dense(addMatrices(sparse(a), sparse(b), 0.5, limit));
      for (let row = 0; row < SIZE; row++) {
        const expected = a.slice(row * SIZE, (row + 1) * SIZE).map((value, k) => value + 0.5 * b[row * SIZE + k]);
        const kept = sum.slice(row * SIZE, (row + 1) * SIZE);
        for (const [k, value] of kept.entries()) if (value > 0) expect(value).toBe(expected[k]);
        const strongest = [...expected].sort((x, y) => y - x).slice(0, limit);
        expect([...kept].sort((x, y) => y - x).slice(0, limit)).toEqual(strongest);
        expect(kept.filter((value) => value > 0).length).toBeLessThanOrEqual(limit);
      }
    }),
  );
});
