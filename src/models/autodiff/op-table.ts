import { binaryCrossEntropy, listwiseSoftmax, softmaxCrossEntropy } from './losses/cross-entropy.js';
import { binaryDistillation, listwiseDistillation } from './losses/distillation.js';
import { bayesianPersonalisedRanking, sampledSoftmax } from './losses/pairwise.js';
import { squaredError } from './losses/squared-error.js';
import { add, div, mul, neg, sub } from './ops/arithmetic.js';
import { attention } from './ops/attention.js';
import { expandTo, reduceSum } from './ops/broadcast.js';
import { concat } from './ops/concat.js';
import { dropout } from './ops/dropout.js';
import { clip, erf, exp, gelu, log, relu, sigmoid, softplus, tanh } from './ops/elementwise.js';
import { gatherRows, pickColumns, segmentSum } from './ops/gather.js';
import { layerNorm, standardise } from './ops/layer-norm.js';
import { linear, matmul } from './ops/matmul.js';
import { reduceMax, reduceMean } from './ops/reduce.js';
import { reshape } from './ops/reshape.js';
import { pad, slice } from './ops/slice.js';
import { logSoftmax, softmax } from './ops/softmax.js';
import { transpose } from './ops/transpose.js';

/** Everything that a gradient can be taken through. The gradients of all of them are checked against differences. */
export const OPS = {
  add,
  sub,
  mul,
  div,
  neg,
  relu,
  gelu,
  erf,
  sigmoid,
  tanh,
  exp,
  log,
  softplus,
  clip,
  matmul,
  linear,
  reduceSum,
  reduceMean,
  reduceMax,
  expandTo,
  reshape,
  transpose,
  concat,
  slice,
  pad,
  softmax,
  logSoftmax,
  standardise,
  layerNorm,
  attention,
  gatherRows,
  segmentSum,
  pickColumns,
  dropout,
  squaredError,
  binaryCrossEntropy,
  softmaxCrossEntropy,
  listwiseSoftmax,
  bayesianPersonalisedRanking,
  sampledSoftmax,
  listwiseDistillation,
  binaryDistillation,
} as const;

/** The name of an operation or a loss. */
export type OpName = keyof typeof OPS;
