import { constantValues, heNormal } from '../autodiff/initialisers.js';
import { dropout } from '../autodiff/ops/dropout.js';
import { relu } from '../autodiff/ops/elementwise.js';
import { linear } from '../autodiff/ops/matmul.js';
import { knownSize } from '../autodiff/shape.js';
import type { Initialiser, Value } from '../autodiff/tape.js';

export interface MlpOptions {
  /** Units a layer. */
  readonly hidden: readonly number[];
  /** Left out of every layer in training; 0 for none. */
  readonly droppedShare: number;
}

/** Fully connected layers with relu over rows [n, width] -> [n, last of hidden]; weights begin as He et al. 2015. */
export function mlp(name: string, x: Value, { hidden, droppedShare }: MlpOptions): Value {
  return hidden.reduce((inputs, units, depth) => {
    const outputs = relu(dense(`${name}.${depth}`, inputs, units, heNormal));
    if (droppedShare === 0) return outputs;
    return dropout(outputs, x.tape.dropoutMask(`${name}.${depth}.mask`, outputs.shape, droppedShare));
  }, x);
}

/** One layer without activation, x W + b, along the last axis; biases begin at 0. */
export function dense(name: string, x: Value, units: number, initialise: Initialiser): Value {
  const weights = x.tape.parameter(`${name}.weights`, [knownSize(x.shape, -1), units], initialise);
  return linear(x, weights, x.tape.parameter(`${name}.biases`, [units], constantValues(0)));
}
