import fc from 'fast-check';
import { OPS, type OpName } from '../../../src/models/autodiff/op-table.js';
import type { Value } from '../../../src/models/autodiff/tape.js';
import { checkGradients } from './check-gradients.js';
import { Given } from './given.js';

/** How each operation is tried; the type demands that none is left out. */
const TRIALS: Readonly<Record<OpName, (given: Given) => Value>> = {
  add: (g) => OPS.add(g.learned([g.n, g.m]), g.learned([g.m])),
  sub: (g) => OPS.sub(g.learned([g.k, 1]), g.learned([g.n, 1, g.m])),
  mul: (g) => OPS.mul(g.learned([g.n, g.m]), g.learned([])),
  div: (g) => OPS.div(g.learned([g.m]), g.learned([g.n, g.m], 0.5, 2)),
  neg: (g) => OPS.neg(g.learned([g.n])),
  relu: (g) => OPS.relu(g.learned([g.n, g.m])),
  gelu: (g) => OPS.gelu(g.learned([g.n, g.m])),
  erf: (g) => OPS.erf(g.learned([g.n, g.m])),
  sigmoid: (g) => OPS.sigmoid(g.learned([g.n, g.m])),
  tanh: (g) => OPS.tanh(g.learned([g.n, g.m])),
  exp: (g) => OPS.exp(g.learned([g.n, g.m])),
  log: (g) => OPS.log(g.learned([g.n, g.m], 0.5, 2)),
  softplus: (g) => OPS.softplus(g.learned([g.n, g.m])),
  clip: (g) => OPS.clip(g.learned([g.n, g.m]), -0.7, 1.1),
  matmul: (g) =>
    OPS.add(
      OPS.reduceSum(OPS.matmul(g.learned([g.n, g.m, g.k]), g.learned([g.n, g.k, 2]))),
      OPS.add(
        OPS.reduceSum(OPS.matmul(g.learned([g.n, 2, g.m]), g.learned([g.m, g.k]))),
        OPS.reduceSum(OPS.matmul(OPS.matmul(g.learned([g.n, g.m]), g.learned([g.m, g.k])), g.learned([1, g.k, 2]))),
      ),
    ),
  linear: (g) =>
    OPS.add(
      OPS.linear(g.learned([g.n, g.m]), g.learned([g.m, g.k]), g.learned([g.k])),
      OPS.reduceSum(OPS.linear(g.learned([g.n, 2, g.m]), g.learned([g.m, g.k]), g.learned([g.k]))),
    ),
  reduceSum: (g) => OPS.reduceSum(g.learned([g.n, g.m, g.k]), [0, 2]),
  reduceMean: (g) => OPS.reduceMean(g.learned([g.n, g.m, g.k]), [0, -1]),
  reduceMax: (g) => OPS.reduceMax(g.learned([g.n, g.m, g.k]), [1], true),
  expandTo: (g) => OPS.expandTo(g.learned([g.m, 1]), [g.n, g.m, g.k]),
  reshape: (g) => OPS.reshape(OPS.reshape(g.learned([g.n, g.m, g.k]), [productOf(g), g.k]), [g.n, 1, g.k, g.m]),
  transpose: (g) => OPS.transpose(g.learned([g.n, g.m, g.k]), [2, 0, 1]),
  concat: (g) => OPS.concat([g.learned([g.n, g.m]), g.learned([g.n, 2]), g.learned([g.n, g.k])], -1),
  slice: (g) => OPS.slice(g.learned([g.n, g.m + 2]), 1, 1, 1 + g.m),
  pad: (g) => OPS.pad(g.learned([g.n, g.m]), 1, 2, g.k),
  softmax: (g) => OPS.softmax(g.learned([g.n, g.m, g.k]), 1),
  logSoftmax: (g) => OPS.logSoftmax(g.learned([g.n, g.m, g.k]), 1),
  standardise: (g) => OPS.standardise(g.learned([g.n, g.m + 2])),
  layerNorm: (g) => OPS.layerNorm(g.learned([g.n, g.k, g.m + 2]), g.learned([g.m + 2]), g.learned([g.m + 2])),
  attention: (g) =>
    OPS.attention(g.learned([g.n, g.k, 4]), g.learned([g.n, g.m, 4]), g.learned([g.n, g.m, 4]), g.mask([g.n, g.m]), 2),
  gatherRows: (g) => {
    const [table, tied] = [g.parameter([5, g.m]), g.parameter([5, 3])];
    // The second table is also used in full, and a third one is no parameter itself, so both get dense gradients.
    const indices = g.indices([g.n, g.k], 5);
    const looked = OPS.concat([OPS.gatherRows(table, indices), OPS.gatherRows(tied, indices)], -1);
    const inner = OPS.gatherRows(OPS.tanh(table), g.indices([g.n], 5));
    const twice = OPS.gatherRows(table, g.indices([2], 5));
    return [OPS.tanh(tied), inner, twice].reduce((sum, x) => OPS.add(sum, OPS.reduceSum(x)), looked);
  },
  segmentSum: (g) => OPS.segmentSum(g.learned([g.n, g.m]), g.indices([g.n], 3), 3),
  pickColumns: (g) => OPS.pickColumns(g.learned([g.n, g.k, g.m]), g.indices([g.n, g.k], g.m)),
  dropout: (g) => OPS.dropout(g.learned([g.n, g.m]), g.mask([g.n, g.m])),
  squaredError: (g) => OPS.squaredError(g.learned([g.n, g.m]), g.data([g.n, g.m])),
  binaryCrossEntropy: (g) => OPS.binaryCrossEntropy(g.learned([g.n]), g.data([g.n], 0, 1), g.data([g.n], 0, 2)),
  softmaxCrossEntropy: (g) => OPS.softmaxCrossEntropy(g.learned([g.n, g.m]), g.indices([g.n], g.m), g.mask([1])),
  listwiseSoftmax: (g) => {
    const mask = g.mask([g.n, g.m]);
    return OPS.listwiseSoftmax(g.learned([g.n, g.m]), OPS.mul(g.data([g.n, g.m], 0, 1), mask), mask);
  },
  bayesianPersonalisedRanking: (g) => OPS.bayesianPersonalisedRanking(g.learned([g.n]), g.learned([g.n])),
  sampledSoftmax: (g) => OPS.sampledSoftmax(g.learned([g.n, g.m]), g.data([g.m], -3, -1), g.indices([g.n], g.m)),
  listwiseDistillation: (g) =>
    OPS.listwiseDistillation(g.learned([g.n, g.m]), g.data([g.n, g.m]), g.mask([g.n, g.m]), 0.7),
  binaryDistillation: (g) => OPS.binaryDistillation(g.learned([g.n]), g.data([g.n]), 2, g.data([g.n], 0, 2)),
};

/** ONNX Runtime has these operators in single precision only. */
const SINGLE: ReadonlySet<OpName> = new Set([
  'gelu',
  'erf',
  'softplus',
  'standardise',
  'layerNorm',
  'binaryCrossEntropy',
  'bayesianPersonalisedRanking',
  'binaryDistillation',
]);

const NAMES = Object.keys(TRIALS).filter((name): name is OpName => name in OPS);

const sizes = fc.record({
  seed: fc.integer(),
  isNamed: fc.boolean(),
  rows: fc.integer({ min: 1, max: 4 }),
  m: fc.integer({ min: 1, max: 4 }),
  k: fc.integer({ min: 1, max: 3 }),
});

test.each(NAMES)('the gradient of %s is that of central differences, whatever the sizes', async (name) => {
  await fc.assert(
    fc.asyncProperty(sizes, async ({ seed, isNamed, rows, m, k }) => {
      const given = new Given(SINGLE.has(name) ? 'float32' : 'float64', seed, isNamed ? 'batch' : rows, rows, m, k);
      await checkGradients(given, TRIALS[name](given));
    }),
    { numRuns: 8 },
  );
});

function productOf({ n, m }: Given): number | string {
  if (typeof n === 'number') return n * m;
  return m === 1 ? n : `${m}*${n}`;
}
