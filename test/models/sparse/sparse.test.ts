import fc from 'fast-check';
import { DegreeLogs } from '../../../src/models/sparse/degree-logs.js';
import { DegreePowers } from '../../../src/models/sparse/degree-powers.js';
import { kthLargest } from '../../../src/models/sparse/kth-largest.js';
import { degreeOf, degreesOf, entryCountOf, transpose } from '../../../src/models/sparse/matrix-shape.js';
import { RowAccumulator } from '../../../src/models/sparse/row-accumulator.js';
import { SparseRows } from '../../../src/models/sparse/sparse-rows.js';
import { strongestEntries } from '../../../src/models/sparse/strongest-entries.js';
import { dense, matrices } from '../random-matrix.js';

describe('sparse matrices', () => {
  test('the k-th largest value is the one that sorting would put there, ties and all', () => {
    const values = fc.array(fc.integer({ min: -3, max: 9 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.nat(), (list, pick) => {
        const k = 1 + (pick % list.length);
        const expected = [...list].sort((a, b) => b - a)[k - 1];
        expect(kthLargest(Float64Array.from(list), list.length, k)).toBe(expected);
      }),
    );
  });

  test('the k-th largest of a long sorted list is found without trouble', () => {
    const ascending = Float64Array.from({ length: 100_000 }, (_, k) => k);
    expect(kthLargest(ascending, ascending.length, 10)).toBe(99_990);
  });

  test('transposing exchanges rows and columns and twice gives the same matrix', () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const cells = dense(matrix);
        const turned = transpose(matrix);
        expect(dense(turned)).toEqual(Array.from({ length: matrix.columnCount }, (_, c) => cells.map((row) => row[c])));
        expect(dense(transpose(turned))).toEqual(cells);
        expect(entryCountOf(turned)).toBe(entryCountOf(matrix));
        expect([...degreesOf(matrix)]).toEqual(cells.map((row) => row.filter((x) => x > 0).length));
      }),
    );
  });

  test('a row that a matrix does not have is empty', () => {
    const matrix = new SparseRows(1, 1).finish();
    expect(degreeOf(matrix, -1)).toBe(0);
    expect(degreeOf(matrix, 5)).toBe(0);
  });

  test('the strongest entries of each row stay, of equal ones those of the lower columns', () => {
    fc.assert(
      fc.property(matrices, fc.integer({ min: 1, max: 14 }), (matrix, limit) => {
        const expected = dense(matrix).map((row) => {
          const kept = row.map((_, column) => column).sort((a, b) => row[b] - row[a] || a - b);
          return row.map((weight, column) => (kept.indexOf(column) < limit ? weight : 0));
        });
        expect(dense(strongestEntries(matrix, limit))).toEqual(expected);
      }),
    );
  });

  test('the logarithm of a degree is that of the degree plus one', () => {
    const logs = new DegreeLogs();
    for (const degree of [0, 3, 5_000, 2]) expect(logs.at(degree)).toBe(Math.log1p(degree));
  });

  test('the discount of a degree is its power, and degree 0 counts as 1', () => {
    const powers = new DegreePowers(0.5);
    expect(powers.at(0)).toBe(1);
    expect(powers.at(4)).toBeCloseTo(0.5, 12);
    expect(powers.at(10_000)).toBeCloseTo(0.01, 12);
    expect([...powers.ofAll(Int32Array.of(1, 16))]).toEqual([1, 0.25]);
  });

  test('a sum of rows keeps its largest entries by value times factor, and of equal ones the first', () => {
    const inputs = fc.record({
      matrix: matrices,
      limit: fc.integer({ min: 1, max: 14 }),
      isDense: fc.boolean(),
      factors: fc.array(fc.constantFrom(0.5, 1, 2), { minLength: 12, maxLength: 12 }),
    });
    fc.assert(
      fc.property(inputs, ({ matrix, limit, isDense, factors }) => {
        const columns = matrix.columnCount;
        const accumulator = new RowAccumulator(columns);
        const rows = new SparseRows(2, columns, 1);
        // The second round finds the accumulator empty again.
        for (let round = 0; round < 2; round++) {
          accumulator.begin(isDense ? Number.POSITIVE_INFINITY : 0);
          for (let row = 0; row < matrix.rowCount; row++) accumulator.addRow(matrix, row, row + 1);
          accumulator.clear(0);
          accumulator.add(0, 0.125);
          accumulator.takeTop(limit, Float64Array.from(factors), rows);
        }
        const sums = new Array<number>(columns).fill(0);
        for (const [row, values] of dense(matrix).entries())
          for (let c = 0; c < columns; c++) sums[c] += (row + 1) * values[c];
        sums[0] = 0.125;
        const kept = [...sums.keys()]
          .filter((c) => sums[c] > 0)
          .sort((a, b) => sums[b] * factors[b] - sums[a] * factors[a] || a - b)
          .slice(0, limit)
          .sort((a, b) => a - b);
        const { starts, ends, targets, weights } = rows.finish();
        for (const row of [0, 1]) {
          expect([...targets.subarray(starts[row], ends[row])]).toEqual(kept);
          expect([...weights.subarray(starts[row], ends[row])]).toEqual(kept.map((c) => Math.fround(sums[c])));
        }
      }),
    );
  });
});
