import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import type { IdIndex } from '../../graph/projection/id-index.js';
import { transpose } from '../../models/sparse/matrix-shape.js';

/**
 * From the numbers that ids had when models were fitted to the numbers they have now; -1 for an id that is gone.
 * Null when nothing has moved, which is the usual case.
 */
export function renumbering(fittedIds: readonly string[], index: IdIndex): Int32Array | null {
  const numbers = Int32Array.from(fittedIds, (id) => index.indexOf(id));
  return numbers.every((number, old) => number === old) ? null : numbers;
}

/** The matrix between items under new numbers; rows stay sorted by column, entries of items that are gone are dropped. */
export function renumberMatrix(matrix: SparseMatrix, numbers: Int32Array, size: number): SparseMatrix {
  const starts = new Int32Array(size);
  const ends = new Int32Array(size);
  const targets = new Int32Array(matrix.targets.length);
  const weights = new Float32Array(matrix.targets.length);
  let used = 0;
  for (let old = 0; old < matrix.rowCount; old++) {
    const row = numbers[old];
    if (row < 0) continue;
    starts[row] = used;
    for (let k = matrix.starts[old]; k < matrix.ends[old]; k++) {
      const column = numbers[matrix.targets[k]];
      if (column < 0) continue;
      targets[used] = column;
      weights[used++] = matrix.weights[k];
    }
    ends[row] = used;
  }
  // Transposing goes through the rows in order, so doing it twice sorts every row without a comparison.
  return transpose(transpose({ rowCount: size, columnCount: size, starts, ends, targets, weights }));
}

/** Vectors, `width` numbers each, under new numbers; new ids have zeros. */
export function renumberVectors(vectors: Float32Array, width: number, numbers: Int32Array, size: number): Float32Array {
  const moved = new Float32Array(size * width);
  numbers.forEach((number, old) => {
    if (number >= 0) moved.set(vectors.subarray(old * width, (old + 1) * width), number * width);
  });
  return moved;
}
