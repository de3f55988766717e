import { normal, seededRandom } from '../../src/domain/random.js';
import { OnnxGraph } from '../../src/models/onnx/onnx-graph.js';

/** What decides the size of a network; a row of features is the user's, then the item's. */
export interface DcnShape {
  readonly userFeatures: number;
  readonly itemFeatures: number;
  readonly crossLayers: number;
  readonly hidden: readonly number[];
}

/** Numbers of a dense layer: `rows` × `columns`, row after row, the user's rows first. */
type Weights = Float32Array;

/**
 * DCN-v2 (cross layers beside a multi-layer perceptron) with random weights, the same for equal shapes. Whole it takes
 * `features` [n, F] and gives `score` [n]. Divided it takes `users` [u, U] and `items` [u, candidates, I] and gives
 * `score` [u, candidates]: what first layers make of a user's features is computed once a user.
 */
export function dcnNetwork(shape: DcnShape, dividedFor: { readonly candidates: number } | null): Uint8Array {
  const { userFeatures, itemFeatures, crossLayers, hidden } = shape;
  const width = userFeatures + itemFeatures;
  const random = seededRandom(1);
  const draw = (rows: number, columns: number): Weights =>
    Float32Array.from({ length: rows * columns }, () => normal(random) * Math.sqrt(1 / rows));
  const graph = new OnnxGraph('dcn');
  const dense = (input: string, rows: number, columns: number): string =>
    graph.node('MatMul', [input, graph.constant(draw(rows, columns), [rows, columns])]);

  const lastAxis = graph.constant(BigInt64Array.of(-1n), [1]);
  let input = 'features';
  let first = (columns: number): string => dense(input, width, columns);
  if (dividedFor === null) {
    graph.input('features', ['n', width]);
    graph.output('score', ['n']);
  } else {
    const { candidates } = dividedFor;
    const items = graph.input('items', ['u', candidates, itemFeatures]);
    const middleAxis = graph.constant(BigInt64Array.of(1n), [1]);
    const users = graph.node('Unsqueeze', [graph.input('users', ['u', userFeatures]), middleAxis]);
    const everyRow = graph.constant(BigInt64Array.of(1n, BigInt(candidates), 1n), [3]);
    input = graph.node('Concat', [graph.node('Expand', [users, everyRow]), items], { axis: -1 });
    first = (columns) => {
      const weights = draw(width, columns);
      const cut = userFeatures * columns;
      const ofUser = graph.constant(weights.subarray(0, cut), [userFeatures, columns]);
      const ofItem = graph.constant(weights.subarray(cut), [itemFeatures, columns]);
      return graph.node('Add', [graph.node('MatMul', [items, ofItem]), graph.node('MatMul', [users, ofUser])]);
    };
    graph.output('score', ['u', candidates]);
  }

  let crossed = input;
  for (let layer = 0; layer < crossLayers; layer++) {
    const turned = layer === 0 ? first(width) : dense(crossed, width, width);
    crossed = graph.node('Add', [graph.node('Mul', [input, turned]), crossed]);
  }
  let deep = input;
  for (const [depth, units] of hidden.entries()) {
    deep = graph.node('Relu', [depth === 0 ? first(units) : dense(deep, hidden[depth - 1], units)]);
  }
  const sum = graph.node('Add', [dense(crossed, width, 1), dense(deep, hidden[hidden.length - 1], 1)]);
  graph.node('Squeeze', [sum, lastAxis], {}, { output: 'score' });
  return graph.finish();
}
