// Every fit and every request spends its time in these loops. Eight numbers a turn take 0.6 of the time of four and a
// third of the time of one in V8 (bench/model-fits.ts).

/** The dot product of `size` numbers of `factors`, from `at` on, with a vector. */
export function dotAt(factors: Float32Array, at: number, vector: Float64Array, size: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let k = 0;
  for (; k + 7 < size; k += 8) {
    const p = at + k;
    a += factors[p] * vector[k];
    b += factors[p + 1] * vector[k + 1];
    c += factors[p + 2] * vector[k + 2];
    d += factors[p + 3] * vector[k + 3];
    a += factors[p + 4] * vector[k + 4];
    b += factors[p + 5] * vector[k + 5];
    c += factors[p + 6] * vector[k + 6];
    d += factors[p + 7] * vector[k + 7];
  }
  for (; k < size; k++) a += factors[at + k] * vector[k];
  return a + b + c + d;
}

/** Adds `scale` times `count` numbers of `factors`, from `at` on, to `into`, from `intoAt` on. */
export function addScaledAt(
  factors: Float32Array,
  at: number,
  scale: number,
  into: Float64Array,
  intoAt: number,
  count: number,
): void {
  let k = 0;
  for (; k + 7 < count; k += 8) {
    const p = at + k;
    const q = intoAt + k;
    into[q] += scale * factors[p];
    into[q + 1] += scale * factors[p + 1];
    into[q + 2] += scale * factors[p + 2];
    into[q + 3] += scale * factors[p + 3];
    into[q + 4] += scale * factors[p + 4];
    into[q + 5] += scale * factors[p + 5];
    into[q + 6] += scale * factors[p + 6];
    into[q + 7] += scale * factors[p + 7];
  }
  for (; k < count; k++) into[intoAt + k] += scale * factors[at + k];
}

/**
 * Adds the first `count` numbers of four vectors, `size` apart, each scaled, to `into` from `intoAt` on. The sums are
 * read and written once for four vectors, which takes half the time of one vector after the other.
 */
export function addFourAt(
  vectors: Float64Array,
  size: number,
  s0: number,
  s1: number,
  s2: number,
  s3: number,
  into: Float64Array,
  intoAt: number,
  count: number,
): void {
  const second = size;
  const third = 2 * size;
  const fourth = 3 * size;
  for (let k = 0; k < count; k++) {
    into[intoAt + k] += s0 * vectors[k] + s1 * vectors[second + k] + s2 * vectors[third + k] + s3 * vectors[fourth + k];
  }
}
