import type { DenseLayer } from './dense-layer.js';
import type { ModelEdit, OnnxNode } from './model-edit.js';
import { quantiseColumns, type WeightBits } from './quantised-matrix.js';

/** The names of a tensor in 8 bits, of its scale and of its zero. */
export interface QuantisedTensor {
  readonly values: string;
  readonly scale: string;
  readonly zero: string;
}

/**
 * Puts a layer that multiplies whole numbers in the place of a dense one: ONNX Runtime's MatMulIntegerToFloat, which
 * multiplies, scales and adds the bias in one go. The same in standard operators, MatMulInteger, Cast, Mul and Add, is
 * fused to it only in some surroundings and takes up to four times as long elsewhere.
 */
export function useIntegers(
  model: ModelEdit,
  layer: DenseLayer,
  input: QuantisedTensor,
  bits: WeightBits,
  before: readonly OnnxNode[],
): void {
  const { inputs, outputs, weightsName } = layer;
  const { values, scales } = quantiseColumns(layer.weights, outputs, bits);
  const weights = model.addConstant(values, [inputs, outputs], `${weightsName}_int8`);
  const weightScales = model.addConstant(scales, [outputs], `${weightsName}_scales`);
  const weightZeros = model.addConstant(new Int8Array(outputs), [outputs], `${weightsName}_zeros`);
  const operands = [input.values, weights, input.scale, weightScales, input.zero, weightZeros];
  const product = (bias: readonly string[], output: string): OnnxNode => ({
    opType: 'MatMulIntegerToFloat',
    domain: 'com.microsoft',
    input: [...operands, ...bias],
    output: [output],
  });
  const added = addedBias(model, layer);
  if (added !== null) {
    model.replace(layer.node, [...before, product([added.bias], added.output)]);
    model.replace(added.node, []);
  } else if (layer.biasName === null) {
    model.replace(layer.node, [...before, product([], layer.output)]);
  } else if (model.dimensions(layer.biasName).join() === `${outputs}`) {
    model.replace(layer.node, [...before, product([layer.biasName], layer.output)]);
  } else {
    const sums = model.freshName(`${layer.output}_sums`);
    const add = { opType: 'Add', input: [sums, layer.biasName], output: [layer.output] };
    model.replace(layer.node, [...before, product([], sums), add]);
  }
}

/** The Add of a bias that follows a layer and is all that reads it. */
function addedBias(model: ModelEdit, { output, outputs, biasName }: DenseLayer) {
  const [node, ...others] = model.nodes.filter(({ input }) => input?.includes(output));
  if (biasName !== null || node?.opType !== 'Add' || others.length > 0 || model.outputNames.includes(output))
    return null;
  const bias = node.input?.find((name) => name !== output);
  const isVector = bias !== undefined && model.floats(bias) !== null && model.dimensions(bias).join() === `${outputs}`;
  return isVector ? { node, bias, output: node.output?.[0] ?? '' } : null;
}
