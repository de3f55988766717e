import type { DenseLayer } from './dense-layer.js';
import type { WeightBits } from './quantised-matrix.js';

/** What is quantised and how finely. */
export interface QuantisationOptions {
  readonly weightBits: WeightBits;
  /** Layers with fewer outputs stay as they are: the last ones, where rounding changes an order and saves no time. */
  readonly fewestOutputs: number;
  /** Tables of vectors with fewer rows stay as they are. */
  readonly fewestTableRows: number;
}

export const DEFAULT_QUANTISATION: QuantisationOptions = { weightBits: 7, fewestOutputs: 8, fewestTableRows: 64 };

/** Whether a layer is large enough for quantisation to pay. */
export function isWorthQuantising(layer: DenseLayer, options: QuantisationOptions): boolean {
  return layer.outputs >= options.fewestOutputs;
}
