import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import type { IdIndex } from '../../graph/projection/id-index.js';

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
  const targets: number[] = [];
  const weights: number[] = [];
  for (let old = 0; old < matrix.rowCount; old++) {
    const row = numbers[old];
    if (row < 0) continue;
    const entries: { column: number; weight: number }[] = [];
    for (let k = matrix.starts[old]; k < matrix.ends[old]; k++) {
      const column = numbers[matrix.targets[k]];
      if (column >= 0) entries.push({ column, weight: matrix.weights[k] });
    }
    entries.sort((a, b) => a.column - b.column);
    starts[row] = targets.length;
    for (const { column, weight } of entries) {
      targets.push(column);
      weights.push(weight);
    }
    ends[row] = targets.length;
  }
  return {
    rowCount: size,
    columnCount: size,
    starts,
    ends,
    targets: Int32Array.from(targets),
    weights: Float32Array.from(weights),
  };
}

/** Vectors, `width` numbers each, under new numbers; new ids have zeros. */
export function renumberVectors(vectors: Float32Array, width: number, numbers: Int32Array, size: number): Float32Array {
  const moved = new Float32Array(size * width);
  numbers.forEach((number, old) => {
    if (number >= 0) moved.set(vectors.subarray(old * width, (old + 1) * width), number * width);
  });
  return moved;
}
