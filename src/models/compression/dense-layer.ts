import { attributeOf, type ModelEdit, type OnnxNode } from './model-edit.js';

/** A fully connected layer of a model: output = input · weights (+ bias). */
export interface DenseLayer {
  readonly node: OnnxNode;
  readonly input: string;
  readonly output: string;
  /** The constant that holds the weights. */
  readonly weightsName: string;
  /** The constant that a Gemm adds; null for a MatMul, whose bias is an Add of its own. */
  readonly biasName: string | null;
  readonly inputs: number;
  readonly outputs: number;
  /** A copy of the weights, inputs × outputs whatever the model's own layout is. */
  readonly weights: Float32Array;
}

/** The layers with fixed weights in the order of their execution. */
export function denseLayers(model: ModelEdit): DenseLayer[] {
  return model.nodes.flatMap((node) => {
    const layer = toDenseLayer(model, node);
    return layer === null ? [] : [layer];
  });
}

function toDenseLayer(model: ModelEdit, node: OnnxNode): DenseLayer | null {
  const [input, weightsName, biasName] = node.input ?? [];
  const [output] = node.output ?? [];
  const isGemm = node.opType === 'Gemm';
  if (!isGemm && node.opType !== 'MatMul') return null;
  const stored = model.floats(weightsName);
  const [rows, columns, ...more] = model.dimensions(weightsName);
  if (stored === null || columns === undefined || more.length > 0 || model.isConstant(input)) return null;
  if (isGemm && !isPlain(node)) return null;
  const isTransposed = isGemm && attributeOf(node, 'transB', 0) === 1;
  return {
    node,
    input,
    output,
    weightsName,
    biasName: isGemm && biasName ? biasName : null,
    inputs: isTransposed ? columns : rows,
    outputs: isTransposed ? rows : columns,
    weights: isTransposed ? transposed(stored, rows, columns) : stored,
  };
}

function isPlain(node: OnnxNode): boolean {
  return (
    attributeOf(node, 'transA', 0) === 0 && attributeOf(node, 'alpha', 1) === 1 && attributeOf(node, 'beta', 1) === 1
  );
}

function transposed(values: Float32Array, rows: number, columns: number): Float32Array {
  const result = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) result[column * rows + row] = values[row * columns + column];
  }
  return result;
}

/** Gives a layer other weights (inputs × outputs, whose sizes may be others too) under a name of their own. */
export function setWeights(model: ModelEdit, layer: DenseLayer, weights: Float32Array, outputs: number): void {
  const { node } = layer;
  const name = model.addConstant(weights, [weights.length / outputs, outputs], layer.weightsName);
  node.input?.splice(1, 1, name);
  node.attribute = (node.attribute ?? []).filter((attribute) => attribute.name !== 'transB');
}
