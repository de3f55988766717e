import { knownSize } from '../shape.js';
import type { Value } from '../tape.js';
import { add, mul, sub } from './arithmetic.js';
import { withOnes } from './broadcast.js';
import { reduceMean } from './reduce.js';

const EPSILON = 1e-5;

/** Rows brought to mean 0 and variance 1, then scaled and shifted (Ba et al. 2016). */
export function layerNorm(x: Value, scale: Value, shift: Value): Value {
  return add(mul(standardise(x), scale), shift);
}

/** Rows brought to mean 0 and variance 1. */
export function standardise(x: Value): Value {
  const { tape, shape } = x;
  const width = knownSize(shape, -1);
  const statistic = withOnes(shape, [shape.length - 1]);
  const [result, , inverseDeviation] = tape.applyMany(
    {
      operator: 'LayerNormalization',
      inputs: [x, tape.constant(new Array<number>(width).fill(1), [width])],
      attributes: { axis: -1, epsilon: EPSILON },
      gradient: (upstream, y) => {
        const centred = sub(upstream, reduceMean(upstream, [-1], true));
        const along = mul(y, reduceMean(mul(upstream, y), [-1], true));
        return [mul(inverseDeviation, sub(centred, along)), null];
      },
    },
    [{ shape }, { shape: statistic }, { shape: statistic }],
  );
  return result;
}
