import { sub } from '../ops/arithmetic.js';
import { softplus } from '../ops/elementwise.js';
import { reshape } from '../ops/reshape.js';
import type { Value } from '../tape.js';
import { softmaxCrossEntropy } from './cross-entropy.js';
import { weightedMean } from './weighted-mean.js';

/** −log σ(x_taken − x_other): what was taken should stand above what was not (BPR; Rendle et al. 2009). */
export function bayesianPersonalisedRanking(taken: Value, others: Value, weights?: Value): Value {
  return weightedMean(softplus(sub(others, taken)), weights);
}

/**
 * The softmax over a sample of items instead of all: every score loses log q, the logarithm of how often its item is
 * drawn, because popular items would otherwise be punished for being drawn (Bengio and Senécal 2008; Yi et al. 2019).
 * Scores are rows × items, `logQ` has one number an item, `classes` names the item that each row took.
 */
export function sampledSoftmax(scores: Value, logQ: Value, classes: Value, weights?: Value): Value {
  return softmaxCrossEntropy(sub(scores, reshape(logQ, [1, ...logQ.shape])), classes, weights);
}
