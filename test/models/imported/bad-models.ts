import onnxProto from 'onnx-proto';
import { OnnxGraph } from '../../../src/models/onnx/onnx-graph.js';

const { onnx } = onnxProto;
type Model = onnxProto.onnx.ModelProto;

/** How many features the rankers of the tests take. */
export const WIDTH = 4;

/** A good ranker: score = features · weights, with what each feature earned when asked for. */
export function goodRanker({ hasLinear = false, width = WIDTH } = {}): Uint8Array {
  const graph = new OnnxGraph('mine');
  const features = graph.input('features', ['n', width]);
  const weights = graph.constant(
    Float32Array.from({ length: width }, (_, k) => k + 1),
    [width],
    'weights',
  );
  const linear = graph.node('Mul', [features, weights], {}, { output: 'linear' });
  graph.node(
    'ReduceSum',
    [linear, graph.constant(BigInt64Array.of(1n), [1], 'axes')],
    { keepdims: 0 },
    { output: 'score' },
  );
  graph.output('score', ['n']);
  if (hasLinear) graph.output('linear', ['n', width]);
  return graph.finish();
}

/** The good ranker with something changed. */
export function changedRanker(change: (model: Model, graph: onnxProto.onnx.IGraphProto) => void): Uint8Array {
  const model = onnx.ModelProto.decode(goodRanker());
  change(model, model.graph ?? {});
  return onnx.ModelProto.encode(model).finish();
}

/** A ranker whose score is made from `features` by nodes of one's own. */
function rankerOf(build: (graph: OnnxGraph, features: string) => void): Uint8Array {
  const graph = new OnnxGraph('mine');
  build(graph, graph.input('features', ['n', WIDTH]));
  graph.output('score', ['n']);
  return graph.finish();
}

const axes = (graph: OnnxGraph) => graph.constant(BigInt64Array.of(1n), [1]);
const sumOf = (graph: OnnxGraph, values: string, output = 'score') =>
  graph.node('ReduceSum', [values, axes(graph)], { keepdims: 0 }, { output });
const { GRAPH } = onnx.AttributeProto.AttributeType;
const { DOUBLE, FLOAT, INT64, STRING } = onnx.TensorProto.DataType;
const floats = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);
const dimensions = (...sizes: (number | string)[]) => ({
  dim: sizes.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size })),
});

function weightsOf(graph: onnxProto.onnx.IGraphProto): onnxProto.onnx.ITensorProto {
  return graph.initializer?.find(({ name }) => name === 'weights') ?? {};
}

function inputOf(graph: onnxProto.onnx.IGraphProto): onnxProto.onnx.TypeProto.ITensor {
  return graph.input?.[0].type?.tensorType ?? {};
}

/** A graph whose operator holds a graph whose operator holds a graph … */
function nested(depth: number): onnxProto.onnx.IGraphProto {
  let graph: onnxProto.onnx.IGraphProto = { name: 'g' };
  for (let n = 0; n < depth; n++) {
    graph = {
      name: 'g',
      node: [{ opType: 'If', output: ['x'], attribute: [{ name: 'then_branch', type: GRAPH, g: graph }] }],
    };
  }
  return graph;
}

function flipped(at: number): Uint8Array {
  const bytes = goodRanker();
  bytes[at] ^= 0xff;
  return bytes;
}

/** Files that must not become rankers, by what is wrong with them, and what the error says. */
export const BAD_MODELS: readonly (readonly [string, () => Uint8Array, RegExp])[] = [
  ['an empty file', () => new Uint8Array(0), /is an empty file/],
  ['a text', () => Buffer.from('This is not a model, but a text about models.\n'), /no ONNX model/],
  ['zeros', () => new Uint8Array(1_000), /no ONNX model/],
  ['a picture', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /no ONNX model/],
  ['half a model', () => goodRanker().slice(0, goodRanker().length / 2), /cut off or damaged|no ONNX model/],
  ['a model without its last byte', () => goodRanker().slice(0, -1), /cut off or damaged/],
  ['a model with its first byte flipped', () => flipped(0), /no ONNX model|damaged/],
  ['a model with a length flipped', () => flipped(3), /no ONNX model|damaged/],
  [
    'a model without a graph',
    () => onnx.ModelProto.encode({ irVersion: 8, opsetImport: [{ version: 15 }] }).finish(),
    /no graph/,
  ],
  ['a model without operators', () => changedRanker((_, graph) => (graph.node = [])), /has no operators/],
  ['a model without an operator set', () => changedRanker((model) => (model.opsetImport = [])), /no operator set/],
  [
    'an operator set of the future',
    () => changedRanker((model) => (model.opsetImport[0].version = 999)),
    /needs version 999/,
  ],
  [
    'an operator set of the past',
    () => changedRanker((model) => (model.opsetImport[0].version = 1)),
    /needs version 1 of/,
  ],
  [
    'operators of somebody else',
    () =>
      changedRanker((model) =>
        model.opsetImport.push(onnx.OperatorSetIdProto.create({ domain: 'evil.example', version: 1 })),
      ),
    /operator set "evil.example"/,
  ],
  [
    'an operator of a set that is not imported',
    () =>
      changedRanker((_, { node }) => {
        if (node) node[0].domain = 'ai.onnx.ml';
      }),
    /does not import/,
  ],
  [
    'an operator that does not exist',
    () =>
      changedRanker((_, { node }) => {
        if (node) node[0].opType = 'Frobnicate';
      }),
    /cannot be loaded/,
  ],
  [
    'an operator that reads other files',
    () => changedRanker((_, { node }) => node?.push({ opType: 'EPContext', domain: 'com.microsoft', output: ['x'] })),
    /reads other files/,
  ],
  [
    'a function of its own',
    () => changedRanker((model) => (model.functions = [onnx.FunctionProto.create({ name: 'f' })])),
    /functions of its own/,
  ],
  [
    'training information',
    () => changedRanker((model) => (model.trainingInfo = [onnx.TrainingInfoProto.create({})])),
    /training information/,
  ],
  [
    'a loop',
    () =>
      changedRanker((_, { node }) =>
        node?.push({ opType: 'Loop', output: ['x'], attribute: [{ name: 'body', type: GRAPH, g: { name: 'b' } }] }),
      ),
    /control flow/,
  ],
  [
    'graphs within graphs',
    () => changedRanker((_, { node }) => node?.push(...(nested(200).node ?? []))),
    /control flow/,
  ],
  [
    'another name of the input',
    () =>
      changedRanker((_, { input, node }) => {
        if (input && node) {
          input[0].name = 'x';
          node[0].input = ['x', 'weights'];
        }
      }),
    /must have the one input "features", but has "x"/,
  ],
  [
    'two inputs',
    () =>
      changedRanker((_, { input }) =>
        input?.push({ name: 'more', type: { tensorType: { elemType: FLOAT, shape: dimensions('n', 2) } } }),
      ),
    /"features", "more"/,
  ],
  ['no input', () => changedRanker((_, graph) => (graph.input = [])), /has none/],
  ['another width', () => goodRanker({ width: WIDTH + 1 }), /"features" in the shape \[n, 4\].*\[any, 5\]/],
  [
    'three dimensions',
    () => changedRanker((_, graph) => (inputOf(graph).shape = dimensions('n', 2, 2))),
    /in the shape \[n, 4\]/,
  ],
  [
    'a fixed number of rows',
    () => changedRanker((_, graph) => (inputOf(graph).shape = dimensions(1, WIDTH))),
    /any number of rows/,
  ],
  [
    'an input of double precision',
    () => changedRanker((_, graph) => (inputOf(graph).elemType = DOUBLE)),
    /"features" as a tensor of float32/,
  ],
  [
    'another name of the output',
    () =>
      changedRanker((_, { output }) => {
        if (output) output[0].name = 'linear';
      }),
    /must have the output "score"/,
  ],
  [
    'an unknown output',
    () => changedRanker((_, { output }) => output?.push({ name: 'axes', type: { tensorType: { elemType: INT64 } } })),
    /but has "score", "axes"/,
  ],
  [
    'an output of another type',
    () =>
      changedRanker((_, { output }) => {
        if (output) output[0].type = { tensorType: { elemType: INT64, shape: dimensions('n') } };
      }),
    /"score" as a tensor of float32/,
  ],
  [
    'weights that are NaN',
    () => changedRanker((_, graph) => (weightsOf(graph).rawData = floats(1, Number.NaN, 1, 1))),
    /NaN in the weight "weights"/,
  ],
  [
    'fewer weights than it says',
    () => changedRanker((_, graph) => (weightsOf(graph).rawData = floats(1, 2))),
    /other data than its 4 elements need/,
  ],
  [
    'more weights than memory',
    () => changedRanker((_, graph) => (weightsOf(graph).dims = [2 ** 31, 2 ** 31])),
    /sizes 2147483648 × 2147483648/,
  ],
  ['weights of a negative size', () => changedRanker((_, graph) => (weightsOf(graph).dims = [-4])), /sizes -4/],
  ['weights that are texts', () => changedRanker((_, graph) => (weightsOf(graph).dataType = STRING)), /unknown type/],
  ['weights of an unknown type', () => changedRanker((_, graph) => (weightsOf(graph).dataType = 99)), /unknown type/],
  [
    'an operator that makes a terabyte',
    () =>
      rankerOf((graph, features) => {
        const huge = graph.node('ConstantOfShape', [graph.constant(BigInt64Array.of(1_000_000n, 1_000_000n), [2])]);
        sumOf(graph, graph.node('Add', [features, graph.node('ReduceMax', [huge], { keepdims: 0 })]));
      }),
    /would make 1000000000000 elements/,
  ],
  [
    'weights that do not fit the features',
    () =>
      changedRanker((_, graph) => {
        const weights = weightsOf(graph);
        weights.dims = [3];
        weights.rawData = floats(1, 2, 3);
      }),
    /cannot be loaded|fails on/,
  ],
  [
    'scores that are NaN',
    () => rankerOf((graph, features) => sumOf(graph, graph.node('Sqrt', [features]))),
    /"score" that is no finite number/,
  ],
  [
    'scores that are infinite',
    () => rankerOf((graph, features) => sumOf(graph, graph.node('Div', [features, graph.scalar(0)]))),
    /no finite number/,
  ],
  [
    'one score for all rows',
    () => rankerOf((graph, features) => graph.node('ReduceSum', [features], { keepdims: 0 }, { output: 'score' })),
    /must give 48 numbers as "score", but gives 1/,
  ],
  [
    'scores that depend on the other rows',
    () =>
      rankerOf((graph, features) => {
        const mean = graph.node('ReduceMean', [features], { keepdims: 1 });
        sumOf(graph, graph.node('Sub', [features, mean]));
      }),
    /by what other rows are in the batch/,
  ],
  [
    'scores that are drawn by lot',
    () =>
      rankerOf((graph, features) => {
        const noise = graph.node('RandomNormalLike', [features]);
        sumOf(graph, graph.node('Add', [features, noise]));
      }),
    /other scores for the same rows/,
  ],
];
