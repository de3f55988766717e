import { broadcastShapes, describeShape } from '../shape.js';
import type { Value } from '../tape.js';
import { add } from './arithmetic.js';
import { reduceSum, sumTo } from './broadcast.js';
import { flattenRows } from './reshape.js';
import { transposeLast } from './transpose.js';

/** The matrix product over the last two axes; leading axes are batches, repeated to fit. */
export function matmul(a: Value, b: Value): Value {
  if (a.shape.length === 2 && b.shape.length === 2) return gemm(a, b);
  checkInner(a, b, a.shape.at(-1), b.shape.at(-2));
  const batches = broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const [rows, columns] = [a.shape[a.shape.length - 2], b.shape[b.shape.length - 1]];
  return a.tape.apply({
    operator: 'MatMul',
    inputs: [a, b],
    shape: [...batches, rows, columns],
    gradient: (upstream) => [
      sumTo(matmul(upstream, transposeLast(b)), a.shape),
      b.shape.length === 2
        ? gemm(flattenRows(a), flattenRows(upstream), { transA: 1 })
        : sumTo(matmul(transposeLast(a), upstream), b.shape),
    ],
  });
}

/** x W + b for every row of x. */
export function linear(x: Value, weights: Value, biases: Value): Value {
  if (x.shape.length !== 2) return add(matmul(x, weights), biases);
  checkInner(x, weights, x.shape[1], weights.shape[0]);
  return x.tape.apply({
    operator: 'Gemm',
    inputs: [x, weights, biases],
    shape: [x.shape[0], weights.shape[1]],
    gradient: (upstream) => [
      gemm(upstream, weights, { transB: 1 }),
      gemm(x, upstream, { transA: 1 }),
      reduceSum(upstream, [0]),
    ],
  });
}

interface Transposed {
  readonly transA?: 1;
  readonly transB?: 1;
}

/** The product of two matrices, each of which may be read with rows and columns exchanged: without a copy. */
function gemm(a: Value, b: Value, { transA, transB }: Transposed = {}): Value {
  const [rows, inner] = transA ? [a.shape[1], a.shape[0]] : a.shape;
  const [otherInner, columns] = transB ? [b.shape[1], b.shape[0]] : b.shape;
  checkInner(a, b, inner, otherInner);
  return a.tape.apply({
    operator: 'Gemm',
    inputs: [a, b],
    shape: [rows, columns],
    attributes: { transA: transA ?? 0, transB: transB ?? 0 },
    gradient: (upstream) => [
      transA ? gemm(b, upstream, flags(transB, 1)) : gemm(upstream, b, flags(undefined, transB ? undefined : 1)),
      transB ? gemm(upstream, a, flags(1, transA)) : gemm(a, upstream, flags(transA ? undefined : 1, undefined)),
    ],
  });
}

function flags(transA: 1 | undefined, transB: 1 | undefined): Transposed {
  return { ...(transA && { transA }), ...(transB && { transB }) };
}

function checkInner(a: Value, b: Value, inner: number | string | undefined, other: number | string | undefined): void {
  if (inner !== undefined && inner === other) return;
  throw new RangeError(`${describeShape(a.shape)} and ${describeShape(b.shape)} cannot be multiplied as matrices`);
}
