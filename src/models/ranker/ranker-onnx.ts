import { OnnxGraph } from '../onnx/onnx-graph.js';
import { CLIP, type RankerWeights } from './ranker-weights.js';

/** The names by which a ranker's tensors are known; a ranker of one's own must have them too. */
export const RANKER_INPUT = 'features';
export const RANKER_OUTPUTS = ['score', 'linear'] as const;

/**
 * A ranker as the bytes of an ONNX model: `features` [n, F] -> `score` [n] and `linear` [n, F], what each feature
 * earned of the score. Standardisation is inside the model.
 */
export function exportRankerOnnx(weights: RankerWeights): Uint8Array {
  const { means, deviations, hidden, output } = weights;
  const featureCount = means.length;
  const graph = new OnnxGraph('ranker');
  const features = graph.input(RANKER_INPUT, ['n', featureCount]);
  const factors = graph.constant(divided(weights.linear, deviations), [featureCount]);
  const linear = graph.node('Mul', [features, factors], {}, { output: 'linear' });
  const scaled = graph.node('Div', [features, graph.constant(deviations, [featureCount])]);
  const centred = graph.node('Sub', [scaled, graph.constant(divided(means, deviations), [featureCount])]);
  let values = graph.node('Clip', [centred, graph.scalar(-CLIP), graph.scalar(CLIP)]);
  for (const layer of hidden) {
    const matrix = graph.constant(layer.weights, [layer.inputs, layer.outputs]);
    const sums = graph.node('Gemm', [values, matrix, graph.constant(layer.biases, [layer.outputs])]);
    values = graph.node('Relu', [sums]);
  }
  const lastAxis = graph.constant(BigInt64Array.of(1n), [1]);
  const linearSum = graph.node('ReduceSum', [linear, lastAxis], { keepdims: 0 });
  const deep = graph.node('MatMul', [values, graph.constant(output, [output.length, 1])]);
  graph.node('Add', [linearSum, graph.node('Squeeze', [deep, lastAxis])], {}, { output: 'score' });
  graph.output('score', ['n']);
  graph.output('linear', ['n', featureCount]);
  return graph.finish();
}

function divided(values: Float32Array, by: Float32Array): Float32Array {
  return values.map((value, k) => value / by[k]);
}
