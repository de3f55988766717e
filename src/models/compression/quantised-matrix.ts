/** A matrix of 8-bit numbers; the value at (row, column) is `values` × the scale of its channel. */
export interface QuantisedMatrix {
  readonly values: Int8Array;
  readonly scales: Float32Array;
}

/**
 * How many bits a weight of a layer takes. With 7, the sum of two products with an 8-bit input fits in 16 bits
 * (2 · 255 · 63 < 2¹⁵), which is what processors without VNNI instructions add in: with 8 they cut sums off, so that a
 * model would be accurate where it was measured and inaccurate where it serves.
 */
export type WeightBits = 7 | 8;

/** Rounds a matrix (rows × columns) to 8-bit numbers, symmetric about zero, with one scale a column. */
export function quantiseColumns(matrix: Float32Array, columns: number, bits: WeightBits): QuantisedMatrix {
  return quantise(matrix, columns, (at) => at % columns, bits);
}

/** The same with one scale a row, as a table of vectors needs it: rare rows may be far smaller than others. */
export function quantiseRows(matrix: Float32Array, columns: number): QuantisedMatrix {
  return quantise(matrix, matrix.length / columns, (at) => Math.floor(at / columns), 8);
}

function quantise(
  matrix: Float32Array,
  channels: number,
  channelAt: (at: number) => number,
  bits: WeightBits,
): QuantisedMatrix {
  const highest = 2 ** (bits - 1) - 1;
  const scales = new Float32Array(channels);
  for (let at = 0; at < matrix.length; at++) {
    const channel = channelAt(at);
    scales[channel] = Math.max(scales[channel], Math.abs(matrix[at]) / highest);
  }
  // A scale of zero or one too small for a division would make NaN of a channel that is zero throughout.
  for (let channel = 0; channel < channels; channel++) if (scales[channel] < 1e-30) scales[channel] = 1;
  const values = new Int8Array(matrix.length);
  for (let at = 0; at < matrix.length; at++) values[at] = Math.round(matrix[at] / scales[channelAt(at)]);
  return { values, scales };
}
