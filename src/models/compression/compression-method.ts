import type { RangeRule } from './activation-range.js';
import type { Feeds } from './calibration.js';
import { pruneUnits } from './prune-units.js';
import { pruneWeights, type Recover } from './prune-weights.js';
import { DEFAULT_QUANTISATION, type QuantisationOptions } from './quantisation-options.js';
import { quantiseDynamically } from './quantise-dynamically.js';
import { quantiseStatically } from './quantise-statically.js';
import type { Rewritten } from './rewritten.js';

/** One way to make a model smaller or faster. */
export type CompressionMethod =
  | { readonly kind: 'int8-dynamic'; readonly quantisation?: Partial<QuantisationOptions> }
  | { readonly kind: 'int8-static'; readonly range: RangeRule; readonly quantisation?: Partial<QuantisationOptions> }
  | {
      readonly kind: 'pruned-weights';
      readonly sparsity: number;
      readonly steps?: number;
      readonly recover?: Recover;
    }
  | {
      readonly kind: 'pruned-units';
      /** The share of each hidden layer's units that is dropped. */
      readonly share: number;
    };

/** What a method is called in reports. */
export function methodName(method: CompressionMethod): string {
  if (method.kind === 'int8-dynamic') return 'int8 dynamic';
  if (method.kind === 'pruned-weights') return `${percent(method.sparsity)} of the weights pruned`;
  if (method.kind === 'pruned-units') return `${percent(method.share)} of the units pruned`;
  return `int8 static, ${method.range === 'min-max' ? 'min-max' : `percentile ${method.range.percentile}`}`;
}

/** Applies one method to a model. */
export function applyMethod(
  bytes: Uint8Array,
  calibration: readonly Feeds[],
  method: CompressionMethod,
  signal?: AbortSignal,
): Promise<Rewritten> | Rewritten {
  if (method.kind === 'pruned-weights') {
    return pruneWeights(bytes, { steps: 1, recover: null, ...method });
  }
  if (method.kind === 'pruned-units') return pruneUnits(bytes, calibration, method.share, signal);
  const quantisation = { ...DEFAULT_QUANTISATION, ...method.quantisation };
  if (method.kind === 'int8-dynamic') return quantiseDynamically(bytes, quantisation);
  return quantiseStatically(bytes, calibration, method.range, quantisation, signal);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
