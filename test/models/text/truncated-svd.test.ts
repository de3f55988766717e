import fc from 'fast-check';
import { seededRandom } from '../../../src/domain/random.js';
import { symmetricEigenvectors } from '../../../src/models/text/symmetric-eigenvectors.js';
import { truncatedSvd } from '../../../src/models/text/truncated-svd.js';
import { dense, expectNear, matrices, randomMatrix } from '../random-matrix.js';

describe('eigenvectors of a symmetric matrix', () => {
  test('rebuild it, are orthonormal and come by falling eigenvalue', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer(), (size, seed) => {
        const random = seededRandom(seed);
        const matrix = new Float64Array(size * size);
        for (let a = 0; a < size; a++) {
          for (let b = 0; b <= a; b++) {
            matrix[a * size + b] = random() - 0.5;
            matrix[b * size + a] = matrix[a * size + b];
          }
        }
        const { values, vectors } = symmetricEigenvectors(matrix.slice(), size);
        const product = (left: number, right: number, weight: (k: number) => number): number => {
          let sum = 0;
          for (let k = 0; k < size; k++) sum += weight(k) * vectors[left * size + k] * vectors[right * size + k];
          return sum;
        };
        for (let a = 0; a < size; a++) {
          for (let b = 0; b < size; b++) {
            expect(product(a, b, (k) => values[k])).toBeCloseTo(matrix[a * size + b], 9);
            expect(product(a, b, () => 1)).toBeCloseTo(a === b ? 1 : 0, 9);
          }
        }
        expect([...values]).toEqual([...values].sort((a, b) => b - a));
      }),
    );
  });
});

describe('the truncated singular value decomposition', () => {
  test('of full size keeps all angles between rows, whatever the rank', () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const { size, rightVectors } = truncatedSvd(matrix, 100, 1);
        const rows = dense(matrix);
        const projected = rows.map((row) =>
          Array.from({ length: size }, (_, k) => row.reduce((sum, x, c) => sum + x * rightVectors[c * size + k], 0)),
        );
        const products = (of: number[][]): number[] =>
          of.flatMap((a) => of.map((b) => a.reduce((sum, x, k) => sum + x * b[k], 0)));
        expectNear(products(projected), products(rows), 1e-4);
      }),
    );
  });

  test('finds the strongest directions of a larger matrix', () => {
    const matrix = randomMatrix(80, 60, 0.3, 4);
    const columns = dense(matrix);
    const gram = new Float64Array(60 * 60);
    for (const row of columns)
      for (let a = 0; a < 60; a++) for (let b = 0; b < 60; b++) gram[a * 60 + b] += row[a] * row[b];
    const { values } = symmetricEigenvectors(gram, 60);
    const { singularValues } = truncatedSvd(matrix, 3, 9);
    expect(singularValues[0]).toBeCloseTo(Math.sqrt(values[0]), 1);
    for (let k = 1; k < 3; k++) expect(singularValues[k] / Math.sqrt(values[k])).toBeGreaterThan(0.9);
  });

  test('is the same for the same seed', () => {
    const matrix = randomMatrix(30, 20, 0.3, 4);
    expect(truncatedSvd(matrix, 5, 2)).toEqual(truncatedSvd(matrix, 5, 2));
  });
});
