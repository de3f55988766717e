import fc from 'fast-check';
import { quantiseColumns, quantiseRows } from '../../../src/models/compression/quantised-matrix.js';

const COLUMNS = 3;
const matrices = fc
  .array(fc.tuple(...Array.from({ length: COLUMNS }, () => fc.float({ min: -1e6, max: 1e6, noNaN: true }))), {
    minLength: 1,
    maxLength: 12,
  })
  .map((rows) => Float32Array.from(rows.flat()));

describe('a matrix in 8 bits', () => {
  test.each([7, 8] as const)('is at most half a step from the real one, with %i bits', (bits) => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const { values, scales } = quantiseColumns(matrix, COLUMNS, bits);
        for (let at = 0; at < matrix.length; at++) {
          const scale = scales[at % COLUMNS];
          expect(Math.abs(values[at] * scale - matrix[at])).toBeLessThanOrEqual(scale * 0.5001);
          expect(Math.abs(values[at])).toBeLessThanOrEqual(2 ** (bits - 1) - 1);
        }
      }),
    );
  });

  test('gives rows of a table scales of their own, so that small rows keep their direction', () => {
    const { values, scales } = quantiseRows(Float32Array.of(1000, -500, 0.001, 0.0005), 2);
    expect(Array.from(values)).toEqual([127, -63, 127, 64]);
    expect(scales[0] / scales[1]).toBeCloseTo(1e6, -2);
  });

  test('a channel of zeros stays zero', () => {
    const { values, scales } = quantiseColumns(Float32Array.of(0, 1, 0, -1), 2, 8);
    expect(Array.from(values)).toEqual([0, 127, 0, -127]);
    expect(scales.every((scale) => scale > 0)).toBe(true);
  });
});
