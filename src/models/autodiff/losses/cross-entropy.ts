import { mul, neg, sub } from '../ops/arithmetic.js';
import { maskScores } from '../ops/attention.js';
import { reduceSum } from '../ops/broadcast.js';
import { softplus } from '../ops/elementwise.js';
import { pickColumns } from '../ops/gather.js';
import { logSoftmax } from '../ops/softmax.js';
import type { Value } from '../tape.js';
import { weightedMean } from './weighted-mean.js';

/** −y log σ(x) − (1 − y) log(1 − σ(x)) = softplus(x) − x y, for labels from 0 to 1. */
export function binaryCrossEntropy(logits: Value, labels: Value, weights?: Value): Value {
  return weightedMean(sub(softplus(logits), mul(logits, labels)), weights);
}

/** −log softmax(x) at the class of each row; classes are whole numbers. */
export function softmaxCrossEntropy(logits: Value, classes: Value, weights?: Value): Value {
  return weightedMean(neg(pickColumns(logSoftmax(logits), classes)), weights);
}

/**
 * −Σ_j y_j log softmax(s)_j a row (ListNet; Cao et al. 2007): scores, labels and mask are rows × candidates, the labels
 * of a row add up to 1, and the mask is 1 for a candidate and 0 for what fills a row up, which has no label.
 */
export function listwiseSoftmax(scores: Value, labels: Value, mask: Value, weights?: Value): Value {
  const agreement = mul(labels, logSoftmax(maskScores(scores, mask)));
  return weightedMean(neg(reduceSum(agreement, [-1])), weights);
}
