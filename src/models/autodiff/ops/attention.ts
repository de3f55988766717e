import { knownSize } from '../shape.js';
import type { Value } from '../tape.js';
import { add, mul } from './arithmetic.js';
import { matmul } from './matmul.js';
import { reshape } from './reshape.js';
import { softmax } from './softmax.js';
import { transpose, transposeLast } from './transpose.js';

/** Takes so much from a masked score that its softmax is 0, yet finite, so that a row masked throughout is not NaN. */
const MASKED = 1e9;

/**
 * Scaled dot-product attention in several heads (Vaswani et al. 2017): queries [b, m, d], keys and values [b, n, d],
 * mask [b, n] with 1 for keys that count and 0 for those that fill up -> [b, m, d].
 */
export function attention(queries: Value, keys: Value, values: Value, mask: Value, heads: number): Value {
  const width = knownSize(queries.shape, -1);
  if (width % heads !== 0) throw new RangeError(`A width of ${width} cannot be shared among ${heads} heads`);
  const [batch, keyCount] = mask.shape;
  const scores = mul(matmul(inHeads(queries, heads), transposeLast(inHeads(keys, heads))), Math.sqrt(heads / width));
  const weights = softmax(maskScores(scores, reshape(mask, [batch, 1, 1, keyCount])));
  return reshape(transpose(matmul(weights, inHeads(values, heads)), [0, 2, 1, 3]), queries.shape);
}

/** Scores with those taken out of the running whose mask is 0. */
export function maskScores(scores: Value, mask: Value): Value {
  return add(scores, mul(add(mask, -1), MASKED));
}

/** [b, n, d] as [b, heads, n, d / heads] */
function inHeads(x: Value, heads: number): Value {
  const [batch, count] = x.shape;
  return transpose(reshape(x, [batch, count, heads, knownSize(x.shape, -1) / heads]), [0, 2, 1, 3]);
}
