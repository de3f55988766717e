import { normal, seededRandom } from '../../../src/domain/random.js';
import { OnnxGraph } from '../../../src/models/onnx/onnx-graph.js';

/** What decides the size of a network. */
export interface DcnShape {
  readonly features: number;
  readonly crossLayers: number;
  readonly hidden: readonly number[];
}

/**
 * A ranker as DCN-v2 draws it, cross layers beside a multi-layer perceptron, with random weights: `features` [n, F] ->
 * `score` [n] and `linear` [n, F]. A bias is an Add of its own, as the training graphs write it.
 */
export function dcnModel({ features, crossLayers, hidden }: DcnShape, seed = 1): Uint8Array {
  const random = seededRandom(seed);
  const graph = new OnnxGraph('dcn');
  const matrix = (rows: number, columns: number, gain: number): string =>
    graph.constant(
      Float32Array.from({ length: rows * columns }, () => normal(random) * Math.sqrt(gain / rows)),
      [rows, columns],
    );
  const bias = (size: number): string =>
    graph.constant(
      Float32Array.from({ length: size }, () => 0.1 * normal(random)),
      [size],
    );
  const dense = (input: string, rows: number, columns: number, gain: number): string =>
    graph.node('Add', [graph.node('MatMul', [input, matrix(rows, columns, gain)]), bias(columns)]);

  const input = graph.input('features', ['n', features]);
  let crossed = input;
  for (let layer = 0; layer < crossLayers; layer++) {
    crossed = graph.node('Add', [graph.node('Mul', [input, dense(crossed, features, features, 0.2)]), crossed]);
  }
  let deep = input;
  for (const [depth, units] of hidden.entries()) {
    deep = graph.node('Relu', [dense(deep, depth === 0 ? features : hidden[depth - 1], units, 2)]);
  }
  const crossScore = graph.node('MatMul', [crossed, matrix(features, 1, 1)]);
  const deepScore = graph.node('MatMul', [deep, matrix(hidden[hidden.length - 1], 1, 1)]);
  const lastAxis = graph.constant(BigInt64Array.of(1n), [1]);
  const sum = graph.node('Add', [crossScore, deepScore]);
  graph.node('Squeeze', [sum, lastAxis], {}, { output: 'score' });
  graph.node('Mul', [input, graph.scalar(0)], {}, { output: 'linear' });
  graph.output('score', ['n']);
  graph.output('linear', ['n', features]);
  return graph.finish();
}
