import { glorotNormal } from '../autodiff/initialisers.js';
import { add, mul } from '../autodiff/ops/arithmetic.js';
import { matmul } from '../autodiff/ops/matmul.js';
import { knownSize } from '../autodiff/shape.js';
import type { Value } from '../autodiff/tape.js';
import { dense } from './mlp.js';

export interface CrossNetworkOptions {
  /** Layers; n layers give products of up to n + 1 inputs. */
  readonly layers: number;
  /** Rank of the weight matrices; null for full rank. A quarter of the width is usually enough. */
  readonly rank: number | null;
}

/**
 * The cross network of DCN-v2 (Wang et al. 2021, equations 1 and 2) over rows [n, width] -> [n, width]:
 * x_{l+1} = x_0 ⊙ (W_l x_l + b_l) + x_l, with W_l = U_l V_lᵀ in the low-rank form. Weights begin as Glorot and Bengio
 * 2010, biases at 0.
 */
export function crossNetwork(name: string, x: Value, { layers, rank }: CrossNetworkOptions): Value {
  const width = knownSize(x.shape, -1);
  let crossed = x;
  for (let depth = 0; depth < layers; depth++) {
    const layer = `${name}.${depth}`;
    const inner =
      rank === null ? crossed : matmul(crossed, x.tape.parameter(`${layer}.projection`, [width, rank], glorotNormal));
    crossed = add(mul(x, dense(layer, inner, width, glorotNormal)), crossed);
  }
  return crossed;
}
