import { type ActivationRange, activationRanges, type RangeRule } from './activation-range.js';
import type { Feeds } from './calibration.js';
import { denseLayers } from './dense-layer.js';
import { type QuantisedTensor, useIntegers } from './integer-layer.js';
import { ModelEdit } from './model-edit.js';
import { isWorthQuantising, type QuantisationOptions } from './quantisation-options.js';
import { quantiseTables } from './quantise-tables.js';
import type { Rewritten } from './rewritten.js';

/**
 * Layers multiply 8-bit numbers, and the ranges of their inputs are fixed by calibration (Jacob et al. 2018), so that
 * the score of a row depends on nothing beside it.
 */
export async function quantiseStatically(
  bytes: Uint8Array,
  batches: readonly Feeds[],
  rule: RangeRule,
  options: QuantisationOptions,
  signal?: AbortSignal,
): Promise<Rewritten> {
  const model = new ModelEdit(bytes);
  const layers = denseLayers(model).filter((layer) => isWorthQuantising(layer, options));
  const tensors = [...new Set(layers.map((layer) => layer.input))];
  const ranges = await activationRanges(bytes, tensors, batches, rule, signal);
  const quantised = new Map<string, QuantisedTensor>();
  for (const layer of layers) {
    const known = quantised.get(layer.input);
    const input = known ?? addSteps(model, layer.input, ranges.get(layer.input) ?? { low: 0, high: 0 });
    quantised.set(layer.input, input);
    const { values, scale, zero } = input;
    const quantise = { opType: 'QuantizeLinear', input: [layer.input, scale, zero], output: [values] };
    useIntegers(model, layer, input, options.weightBits, known === undefined ? [quantise] : []);
  }
  const tables = quantiseTables(model, options);
  return { bytes: model.finish(), places: layers.length + tables };
}

/** 256 steps over a range; what lies outside becomes the nearer end. */
function addSteps(model: ModelEdit, tensor: string, { low, high }: ActivationRange): QuantisedTensor {
  const step = high > low ? (high - low) / 255 : 1;
  return {
    values: model.freshName(`${tensor}_int8`),
    scale: model.addConstant(Float32Array.of(step), [], `${tensor}_scale`),
    zero: model.addConstant(Uint8Array.of(Math.round(-low / step)), [], `${tensor}_zero`),
  };
}
