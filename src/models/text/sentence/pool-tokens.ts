/** The vectors of tokens, text after text, each text padded to the same number of tokens. */
export interface TokenVectors {
  readonly data: Float32Array | Float64Array;
  readonly tokensPerText: number;
  readonly size: number;
}

/** One vector a text: the mean over its own tokens, or the vector of its first one; padding counts nothing. */
export function poolTokens(
  { data, tokensPerText, size }: TokenVectors,
  lengths: readonly number[],
  pooling: 'mean' | 'first',
): Float32Array {
  const pooled = new Float32Array(lengths.length * size);
  for (const [text, length] of lengths.entries()) {
    const counted = pooling === 'first' ? Math.min(1, length) : length;
    const into = text * size;
    for (let token = 0; token < counted; token++) {
      const from = (text * tokensPerText + token) * size;
      for (let k = 0; k < size; k++) pooled[into + k] += data[from + k];
    }
    for (let k = 0; k < size; k++) pooled[into + k] /= Math.max(1, counted);
  }
  return pooled;
}
