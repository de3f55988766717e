import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { OnnxGraph } from '../onnx/onnx-graph.js';
import { OnnxSession } from '../onnx/onnx-session.js';
import { SparseRows } from '../sparse/sparse-rows.js';

/** Numbers that a block of rows gives before the nearest are chosen; 64 MB. */
const BLOCK_NUMBERS = 2 ** 24;

/** How many entries a row keeps, and who may stop the search. */
export interface NearestOptions {
  readonly neighbours: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Which rows of vectors are most alike, by how far their cosine lies above that of two arbitrary rows:
 * (cos - mean) / (1 - mean), zero on the diagonal, rows sorted by column. Vectors of neural encoders all point somewhat
 * the same way, and without the mean taken off everything would be like everything. Rows have length 1 or are zeros.
 */
export async function nearestVectors(
  vectors: Float32Array,
  size: number,
  options: NearestOptions,
): Promise<SparseMatrix> {
  const { neighbours, signal } = options;
  const count = size === 0 ? 0 : vectors.length / size;
  const rows = new SparseRows(count, count);
  if (count < 2) return rows.finish();
  const mean = meanCosine(vectors, size);
  // One more, because each row is nearest to itself.
  const kept = Math.min(count, neighbours + 1);
  const session = await OnnxSession.open(searchGraph(size, kept), {
    provider: 'cpu',
    threads: 0,
    spinning: false,
    warn: () => undefined,
  });
  try {
    const blockRows = Math.max(1, Math.floor(BLOCK_NUMBERS / count));
    for (let from = 0; from < count; from += blockRows) {
      signal?.throwIfAborted();
      const to = Math.min(count, from + blockRows);
      const block = { data: vectors.subarray(from * size, to * size), dimensions: [to - from, size] };
      const { cosines, columns } = await session.run({ block, all: { data: vectors, dimensions: [count, size] } });
      for (let row = from; row < to; row++) {
        const at = (row - from) * kept;
        addRow(rows, row, columns.data.subarray(at, at + kept), cosines.data.subarray(at, at + kept), mean);
      }
    }
  } finally {
    await session.release();
  }
  return rows.finish();
}

/** The cosines of a block of rows with all rows, and of each the largest with their columns. */
function searchGraph(size: number, kept: number): Uint8Array {
  const graph = new OnnxGraph('nearest-vectors');
  const block = graph.input('block', ['rows', size]);
  const all = graph.input('all', ['count', size]);
  const cosines = graph.node('Gemm', [block, all], { transB: 1 });
  const most = graph.constant(BigInt64Array.of(BigInt(kept)), [1]);
  graph.nodeInto(['cosines', 'places'], 'TopK', [cosines, most]);
  // Sessions here give real numbers; single precision holds every whole number up to 16 million.
  graph.node('Cast', ['places'], { to: 1 }, { output: 'columns' });
  graph.output('cosines', ['rows', kept]);
  graph.output('columns', ['rows', kept]);
  return graph.finish();
}

type Numbers = Float32Array | Float64Array;

function addRow(rows: SparseRows, row: number, columns: Numbers, cosines: Numbers, mean: number): void {
  const entries: { column: number; weight: number }[] = [];
  for (let k = 0; k < columns.length; k++) {
    const weight = (cosines[k] - mean) / (1 - mean);
    if (columns[k] !== row && weight > 0) entries.push({ column: columns[k], weight });
  }
  for (const { column, weight } of entries.sort((a, b) => a.column - b.column)) rows.add(column, weight);
  rows.endRow();
}

/** The mean cosine of two different rows that are not zeros: (|Σv|² - m) / (m (m - 1)), at least 0 and below 1. */
function meanCosine(vectors: Float32Array, size: number): number {
  const sum = new Float64Array(size);
  let filled = 0;
  for (let from = 0; from < vectors.length; from += size) {
    let isFilled = false;
    for (let k = 0; k < size; k++) {
      sum[k] += vectors[from + k];
      isFilled ||= vectors[from + k] !== 0;
    }
    if (isFilled) filled++;
  }
  if (filled < 2) return 0;
  const squared = sum.reduce((total, value) => total + value * value, 0);
  return Math.min(0.999, Math.max(0, (squared - filled) / (filled * (filled - 1))));
}
