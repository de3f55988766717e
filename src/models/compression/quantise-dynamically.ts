import { denseLayers } from './dense-layer.js';
import { type QuantisedTensor, useIntegers } from './integer-layer.js';
import { ModelEdit } from './model-edit.js';
import { isWorthQuantising, type QuantisationOptions } from './quantisation-options.js';
import { quantiseTables } from './quantise-tables.js';
import type { Rewritten } from './rewritten.js';

/**
 * Layers multiply 8-bit numbers, and the range of their inputs is taken anew from every batch (DynamicQuantizeLinear of
 * the ONNX standard). Needs no calibration, but the score of a row depends a little on the rows beside it.
 */
export function quantiseDynamically(bytes: Uint8Array, options: QuantisationOptions): Rewritten {
  const model = new ModelEdit(bytes);
  const layers = denseLayers(model).filter((layer) => isWorthQuantising(layer, options));
  const quantised = new Map<string, QuantisedTensor>();
  for (const layer of layers) {
    const known = quantised.get(layer.input);
    const name = (part: string): string => model.freshName(`${layer.input}_${part}`);
    const input = known ?? { values: name('int8'), scale: name('scale'), zero: name('zero') };
    quantised.set(layer.input, input);
    const { values, scale, zero } = input;
    const quantise = { opType: 'DynamicQuantizeLinear', input: [layer.input], output: [values, scale, zero] };
    useIntegers(model, layer, input, options.weightBits, known === undefined ? [quantise] : []);
  }
  const tables = quantiseTables(model, options);
  return { bytes: model.finish(), places: layers.length + tables };
}
