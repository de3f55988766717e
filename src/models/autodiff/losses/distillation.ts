import { div, mul, sub } from '../ops/arithmetic.js';
import { maskScores } from '../ops/attention.js';
import { reduceSum } from '../ops/broadcast.js';
import { sigmoid } from '../ops/elementwise.js';
import { logSoftmax, softmax } from '../ops/softmax.js';
import type { Value } from '../tape.js';
import { binaryCrossEntropy } from './cross-entropy.js';
import { weightedMean } from './weighted-mean.js';

/**
 * T² Σ_j p_j (log p_j − log q_j) a row, where p and q are the softmax of the teacher's and the student's scores over
 * T: the student learns how the teacher weighs all candidates (Hinton et al. 2015, section 2). T² keeps the size of
 * the gradient. The mask is 1 for a candidate and 0 for what fills a row up; the teacher's scores are data.
 */
export function listwiseDistillation(student: Value, teacher: Value, mask: Value, temperature: number): Value {
  const soft = (scores: Value) => maskScores(div(scores, temperature), mask);
  const targets = softmax(soft(teacher));
  const gaps = sub(logSoftmax(soft(teacher)), logSoftmax(soft(student)));
  return mul(weightedMean(reduceSum(mul(targets, gaps), [-1])), temperature ** 2);
}

/** The same for one logit a task: cross-entropy with the teacher's probabilities at temperature T, times T². */
export function binaryDistillation(student: Value, teacher: Value, temperature: number, weights?: Value): Value {
  const loss = binaryCrossEntropy(div(student, temperature), sigmoid(div(teacher, temperature)), weights);
  return mul(loss, temperature ** 2);
}
