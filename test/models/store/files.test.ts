import fc from 'fast-check';
import { bytesOf, float32Of, int32Of, uint32Of } from '../../../src/models/store/array-file.js';
import { readSparseMatrix, writeSparseMatrix } from '../../../src/models/store/sparse-matrix-file.js';
import { dense, matrices, randomMatrix } from '../random-matrix.js';

describe('arrays as bytes', () => {
  test('come back as they were, also from the middle of a buffer', () => {
    fc.assert(
      fc.property(fc.float32Array(), fc.int32Array(), fc.uint32Array(), (floats, whole, positive) => {
        const shifted = (bytes: Uint8Array): Uint8Array => {
          const buffer = new Uint8Array(bytes.length + 3);
          buffer.set(bytes, 3);
          return buffer.subarray(3);
        };
        expect(float32Of(shifted(bytesOf(floats)))).toEqual(floats);
        expect(int32Of(shifted(bytesOf(whole)))).toEqual(whole);
        expect(uint32Of(shifted(bytesOf(positive)))).toEqual(positive);
      }),
    );
  });

  test('that are cut off are refused', () => {
    expect(() => float32Of(new Uint8Array(7))).toThrow('An array of 7 bytes is cut off');
  });
});

describe('a sparse matrix as bytes', () => {
  test('comes back as it was, packed', () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const again = readSparseMatrix(writeSparseMatrix(matrix));
        expect(dense(again)).toEqual(dense(matrix));
        expect([again.rowCount, again.columnCount]).toEqual([matrix.rowCount, matrix.columnCount]);
      }),
    );
  });

  test('leaves out the gaps between rows', () => {
    const matrix = randomMatrix(5, 8, 0.7, 1);
    matrix.ends[2] -= 2;
    expect(dense(readSparseMatrix(writeSparseMatrix(matrix)))).toEqual(dense(matrix));
  });

  test('with any number changed is refused or is still a matrix', () => {
    const bytes = writeSparseMatrix(randomMatrix(6, 5, 0.5, 2));
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, value) => {
        const changed = bytes.slice();
        changed[at] = value;
        try {
          const matrix = readSparseMatrix(changed);
          for (const target of matrix.targets) expect(target).toBeLessThan(matrix.columnCount);
        } catch (error) {
          expect(error).toMatchObject({ code: 'MODEL_INVALID' });
        }
      }),
      { numRuns: 500 },
    );
    for (const length of [0, 4, bytes.length - 4]) {
      expect(() => readSparseMatrix(bytes.subarray(0, length))).toThrow('contradicts its own sizes');
    }
  });
});
