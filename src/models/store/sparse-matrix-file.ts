import { IsthmusError } from '../../domain/errors.js';
import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { entryCountOf } from '../sparse/matrix-shape.js';
import { float32Of, int32Of } from './array-file.js';

const HEADER_LENGTH = 3;

/** A sparse matrix as bytes: rows, columns, entries, then the packed row starts, columns and weights. */
export function writeSparseMatrix(matrix: SparseMatrix): Uint8Array {
  const { rowCount, columnCount, starts, ends, targets, weights } = matrix;
  const entryCount = entryCountOf(matrix);
  const numbers = new Int32Array(HEADER_LENGTH + rowCount + 1 + 2 * entryCount);
  numbers.set([rowCount, columnCount, entryCount]);
  const pointers = numbers.subarray(HEADER_LENGTH, HEADER_LENGTH + rowCount + 1);
  const columns = numbers.subarray(HEADER_LENGTH + rowCount + 1, HEADER_LENGTH + rowCount + 1 + entryCount);
  const values = new Float32Array(numbers.buffer, columns.byteOffset + columns.byteLength, entryCount);
  let used = 0;
  for (let row = 0; row < rowCount; row++) {
    columns.set(targets.subarray(starts[row], ends[row]), used);
    values.set(weights.subarray(starts[row], ends[row]), used);
    used += ends[row] - starts[row];
    pointers[row + 1] = used;
  }
  return new Uint8Array(numbers.buffer);
}

/** Reads what `writeSparseMatrix` wrote; sizes and numbers that contradict each other are a MODEL_INVALID error. */
export function readSparseMatrix(bytes: Uint8Array): SparseMatrix {
  const numbers = int32Of(bytes);
  const [rowCount = -1, columnCount = -1, entryCount = -1] = numbers;
  const length = HEADER_LENGTH + rowCount + 1 + 2 * entryCount;
  if (Math.min(rowCount, columnCount, entryCount) < 0 || numbers.length !== length) throw damaged();
  const pointers = numbers.subarray(HEADER_LENGTH, HEADER_LENGTH + rowCount + 1);
  const targets = numbers.subarray(HEADER_LENGTH + rowCount + 1, HEADER_LENGTH + rowCount + 1 + entryCount);
  if (pointers[0] !== 0 || pointers[rowCount] !== entryCount) throw damaged();
  for (let row = 0; row < rowCount; row++) if (pointers[row] > pointers[row + 1]) throw damaged();
  for (const target of targets) if (target < 0 || target >= columnCount) throw damaged();
  return {
    rowCount,
    columnCount,
    starts: pointers.slice(0, rowCount),
    ends: pointers.slice(1),
    targets: targets.slice(),
    weights: float32Of(bytes.subarray((length - entryCount) * 4)),
  };
}

function damaged(): IsthmusError {
  return new IsthmusError('MODEL_INVALID', 'A sparse matrix contradicts its own sizes. Fit the models again.');
}
