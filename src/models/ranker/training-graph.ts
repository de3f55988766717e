import { OnnxGraph } from '../onnx/onnx-graph.js';
import { CLIP } from './ranker-weights.js';

/** Sizes of a ranker and of a training step. */
export interface TrainingShape {
  readonly features: number;
  readonly hidden: readonly number[];
  readonly groups: number;
  readonly candidates: number;
}

/** The name and the dimensions of every parameter, in the order in which training keeps them. */
export function parameterShapes(shape: Pick<TrainingShape, 'features' | 'hidden'>): [string, number[]][] {
  const shapes: [string, number[]][] = [['linear', [shape.features, 1]]];
  let inputs = shape.features;
  for (const [depth, outputs] of shape.hidden.entries()) {
    shapes.push([`weights${depth}`, [inputs, outputs]], [`biases${depth}`, [outputs]]);
    inputs = outputs;
  }
  shapes.push(['output', [inputs, 1]]);
  return shapes;
}

/**
 * One step of training as an ONNX model: scores of all candidates forward, the listwise softmax loss
 * −Σ_j y_j log softmax(s)_j a group (ListNet; Cao et al. 2007), and its gradient for every parameter backward.
 * Inputs: `scaled` (features over their deviation), `centres` (means over deviations), `labels`, `mask` and the
 * parameters; outputs: `loss` and `d_<parameter>`. Written out by hand because the network is fixed; a test compares
 * the gradients with differences.
 */
export function trainingGraph(shape: TrainingShape): Uint8Array {
  const { features, hidden, groups, candidates } = shape;
  const rows = groups * candidates;
  const graph = new OnnxGraph('ranker-training');
  const scaled = graph.input('scaled', [rows, features]);
  const centres = graph.input('centres', [features]);
  const labels = graph.input('labels', [groups, candidates]);
  const mask = graph.input('mask', [groups, candidates]);
  for (const [name, dimensions] of parameterShapes(shape)) graph.input(name, dimensions);

  const centred = graph.node('Sub', [scaled, centres]);
  const activations = [graph.node('Clip', [centred, graph.scalar(-CLIP), graph.scalar(CLIP)])];
  for (let depth = 0; depth < hidden.length; depth++) {
    const sums = graph.node('Gemm', [activations[depth], `weights${depth}`, `biases${depth}`]);
    activations.push(graph.node('Relu', [sums]));
  }
  const deep = graph.node('MatMul', [activations[hidden.length], 'output']);
  const scores = graph.node('Add', [deep, graph.node('MatMul', [scaled, 'linear'])]);
  const asGroups = graph.constant(BigInt64Array.of(BigInt(groups), BigInt(candidates)), [2]);
  const logits = graph.node('Add', [graph.node('Reshape', [scores, asGroups]), mask]);
  const agreement = graph.node('Mul', [labels, graph.node('LogSoftmax', [logits], { axis: 1 })]);
  const share = graph.scalar(1 / groups);
  const total = graph.node('ReduceSum', [agreement], { keepdims: 0 });
  graph.node('Mul', [graph.node('Neg', [total]), share], {}, { output: 'loss' });
  graph.output('loss', []);

  const excess = graph.node('Sub', [graph.node('Softmax', [logits], { axis: 1 }), labels]);
  const asColumn = graph.constant(BigInt64Array.of(BigInt(rows), 1n), [2]);
  const scoreGradient = graph.node('Reshape', [graph.node('Mul', [excess, share]), asColumn]);
  const emit = (name: string, left: string): void => {
    graph.node('Gemm', [left, gradient], { transA: 1 }, { output: `d_${name}` });
  };
  let gradient = scoreGradient;
  emit('linear', scaled);
  emit('output', activations[hidden.length]);
  let following = 'output';
  const firstAxis = graph.constant(BigInt64Array.of(0n), [1]);
  for (let depth = hidden.length - 1; depth >= 0; depth--) {
    const back = graph.node('Gemm', [gradient, following], { transB: 1 });
    // Relu passes the gradient on where its output is above zero: Sign of the output is 1 there and 0 elsewhere.
    gradient = graph.node('Mul', [back, graph.node('Sign', [activations[depth + 1]])]);
    emit(`weights${depth}`, activations[depth]);
    graph.node('ReduceSum', [gradient, firstAxis], { keepdims: 0 }, { output: `d_biases${depth}` });
    following = `weights${depth}`;
  }
  for (const [name, dimensions] of parameterShapes(shape)) graph.output(`d_${name}`, dimensions);
  return graph.finish();
}
