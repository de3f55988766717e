import { kthLargest } from '../../models/sparse/kth-largest.js';

/** Places below this number can be packed beside the 31 bits of a positive single-precision number. */
const PLACE_LIMIT = 2 ** 21;

/**
 * The places of the positive values, largest first, ties in the order of places. The bits of a positive
 * single-precision number order as it does, so value and place fit into one exact double and the engine's native sort
 * does the work: eight times faster than a sort with a comparison function. The buffer is used again by every call.
 */
export class ScoreOrder {
  private readonly keys: Float64Array;

  constructor(capacity: number) {
    if (capacity > PLACE_LIMIT) throw new RangeError(`At most ${PLACE_LIMIT} values can be ordered at a time.`);
    this.keys = new Float64Array(capacity);
  }

  /** The places of all positive values. */
  all(values: Float32Array): Int32Array {
    const bits = bitsOf(values);
    let count = 0;
    for (let place = 0; place < values.length; place++) {
      if (values[place] > 0) this.keys[count++] = bits[place] * PLACE_LIMIT + (PLACE_LIMIT - 1 - place);
    }
    return this.sorted(count);
  }

  /** The places of the `limit` largest positive values whose place belongs to the group. */
  bestOf(values: Float32Array, groups: Int8Array, group: number, limit: number): Int32Array {
    const bits = bitsOf(values);
    const { keys } = this;
    let count = 0;
    for (let place = 0; place < values.length; place++) {
      if (values[place] > 0 && groups[place] === group) {
        keys[count++] = bits[place] * PLACE_LIMIT + (PLACE_LIMIT - 1 - place);
      }
    }
    if (count > limit) {
      // No two keys are equal, so exactly `limit` of them reach the threshold.
      const threshold = kthLargest(keys, count, limit);
      let kept = 0;
      for (let n = 0; n < count; n++) if (keys[n] >= threshold) keys[kept++] = keys[n];
      count = kept;
    }
    return this.sorted(count);
  }

  private sorted(count: number): Int32Array {
    const sorted = this.keys.subarray(0, count).sort();
    const order = new Int32Array(count);
    for (let n = 0; n < count; n++) order[n] = PLACE_LIMIT - 1 - (sorted[count - 1 - n] % PLACE_LIMIT);
    return order;
  }
}

/** The places of the positive values, largest first. */
export function orderByScore(values: Float32Array): Int32Array {
  return new ScoreOrder(values.length).all(values);
}

function bitsOf(values: Float32Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, values.length);
}
