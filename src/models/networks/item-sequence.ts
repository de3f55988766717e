import { constantValues, glorotNormal, normalValues } from '../autodiff/initialisers.js';
import { add } from '../autodiff/ops/arithmetic.js';
import { attention } from '../autodiff/ops/attention.js';
import { relu } from '../autodiff/ops/elementwise.js';
import { layerNorm } from '../autodiff/ops/layer-norm.js';
import { knownSize } from '../autodiff/shape.js';
import type { Value } from '../autodiff/tape.js';
import { dense } from './mlp.js';

export interface ItemSequenceOptions {
  readonly layers: number;
  /** Must divide the width of the items. */
  readonly heads: number;
  /** Units of the inner layer of each block; usually four times the width. */
  readonly innerUnits: number;
}

/**
 * A Transformer encoder of a user's recent items (Vaswani et al. 2017; for recommendations Kang and McAuley 2018), with
 * the norms before the layers, which trains without warm-up (Xiong et al. 2020), and learned positions. Items are
 * [users, length, width], the newest at position 0; the mask [users, length] is 1 for an item and 0 for what fills a
 * list up. One pass a user serves all candidates. Projections begin as Glorot and Bengio 2010.
 */
export function encodeItems(name: string, items: Value, mask: Value, options: ItemSequenceOptions): Value {
  const [length, width] = [knownSize(items.shape, 1), knownSize(items.shape, 2)];
  let x = add(items, items.tape.parameter(`${name}.positions`, [length, width], normalValues(0.05)));
  for (let depth = 0; depth < options.layers; depth++) {
    const block = `${name}.${depth}`;
    const normed = norm(`${block}.before`, x);
    x = add(x, attendToItems(`${block}.attention`, normed, normed, mask, options.heads));
    const inner = relu(dense(`${block}.inner`, norm(`${block}.between`, x), options.innerUnits, glorotNormal));
    x = add(x, dense(`${block}.outer`, inner, width, glorotNormal));
  }
  return norm(`${name}.after`, x);
}

/**
 * What a user's items say about each candidate: candidates [users, n, width] attend to the encoded items (target
 * attention; Zhou et al. 2018) -> [users, n, width]. A user without items gets the mean of what fills the list.
 */
export function attendToItems(name: string, candidates: Value, encoded: Value, mask: Value, heads: number): Value {
  const width = knownSize(candidates.shape, -1);
  const projected = (part: string, x: Value) => dense(`${name}.${part}`, x, width, glorotNormal);
  const [keys, values] = [projected('key', encoded), projected('value', encoded)];
  return projected('output', attention(projected('query', candidates), keys, values, mask, heads));
}

function norm(name: string, x: Value): Value {
  const width = knownSize(x.shape, -1);
  const scale = x.tape.parameter(`${name}.scale`, [width], constantValues(1));
  return layerNorm(x, scale, x.tape.parameter(`${name}.shift`, [width], constantValues(0)));
}
