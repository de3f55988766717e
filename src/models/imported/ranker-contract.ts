import onnxProto from 'onnx-proto';
import { RANKER_INPUT, RANKER_OUTPUTS } from '../ranker/ranker-onnx.js';
import type { Graph } from './decode-model.js';
import { modelRefused } from './model-refused.js';

const { FLOAT, INT64 } = onnxProto.onnx.TensorProto.DataType;
const [SCORE, LINEAR] = RANKER_OUTPUTS;
const SELECTED_INPUT = 'isthmus.selected.features';
const OWN_LINEAR = 'isthmus.own.linear';

type ValueInfo = onnxProto.onnx.IValueInfoProto;

/** Refuses a graph that does not turn `features` [n, width] into `score` [n] and, if it likes, `linear` [n, width]. */
export function checkRankerContract(graph: Graph, width: number): void {
  const weights = new Set((graph.initializer ?? []).map(({ name }) => name));
  const inputs = (graph.input ?? []).filter(({ name }) => !weights.has(name));
  if (inputs.length !== 1 || inputs[0].name !== RANKER_INPUT) {
    throw modelRefused(`must have the one input "${RANKER_INPUT}", but has ${namesOf(inputs)}`);
  }
  checkShape(inputs[0], [null, width]);
  const outputs = graph.output ?? [];
  const known = outputs.filter(({ name }) => name === SCORE || name === LINEAR);
  if (known.length !== outputs.length || !known.some(({ name }) => name === SCORE)) {
    throw modelRefused(`must have the output "${SCORE}" and may have "${LINEAR}", but has ${namesOf(outputs)}`);
  }
  for (const output of known) checkShape(output, output.name === SCORE ? [null] : [null, width]);
}

/**
 * Puts what is missing around a graph that keeps the contract, so that it serves like a ranker that was trained here:
 * it takes all features and picks those that it knows, and says what each earned, nothing where the model does not say.
 */
export function completeRanker(graph: Graph, selected: readonly number[] | null, featureCount: number): void {
  const hasLinear = (graph.output ?? []).some(({ name }) => name === LINEAR);
  // A value in between may have that name, too, which is then taken.
  if (selected !== null || !hasLinear) rename(graph, LINEAR, OWN_LINEAR);
  if (selected !== null) selectFeatures(graph, selected, featureCount, hasLinear);
  if (!hasLinear) {
    graph.initializer = [
      ...(graph.initializer ?? []),
      { name: 'isthmus.zero', dims: [], dataType: FLOAT, floatData: [0] },
    ];
    graph.node = [...(graph.node ?? []), { opType: 'Mul', input: [RANKER_INPUT, 'isthmus.zero'], output: [LINEAR] }];
  }
  const weights = new Set((graph.initializer ?? []).map(({ name }) => name));
  graph.input = [matrix(RANKER_INPUT, featureCount), ...(graph.input ?? []).filter(({ name }) => weights.has(name))];
  graph.output = [...(graph.output ?? []).filter(({ name }) => name === SCORE), matrix(LINEAR, featureCount)];
}

function selectFeatures(graph: Graph, selected: readonly number[], featureCount: number, hasLinear: boolean): void {
  rename(graph, RANKER_INPUT, SELECTED_INPUT);
  const columns = BigInt64Array.from(selected, BigInt);
  graph.initializer = [
    ...(graph.initializer ?? []),
    { name: 'isthmus.columns', dims: [selected.length], dataType: INT64, rawData: new Uint8Array(columns.buffer) },
  ];
  const pick = {
    opType: 'Gather',
    input: [RANKER_INPUT, 'isthmus.columns'],
    output: [SELECTED_INPUT],
    attribute: [{ name: 'axis', type: onnxProto.onnx.AttributeProto.AttributeType.INT, i: 1 }],
  };
  graph.node = [pick, ...(graph.node ?? [])];
  if (!hasLinear) return;
  const places = new Float32Array(selected.length * featureCount);
  for (const [n, column] of selected.entries()) places[n * featureCount + column] = 1;
  const dims = [selected.length, featureCount];
  graph.initializer.push({ name: 'isthmus.places', dims, dataType: FLOAT, rawData: new Uint8Array(places.buffer) });
  graph.node.push({ opType: 'MatMul', input: [OWN_LINEAR, 'isthmus.places'], output: [LINEAR] });
}

/** Gives a value another name wherever operators make it or use it; a weight of that name gets it as well. */
function rename(graph: Graph, from: string, to: string): void {
  const renamed = (name: string) => (name === from ? to : name);
  for (const node of graph.node ?? []) {
    node.input = (node.input ?? []).map(renamed);
    node.output = (node.output ?? []).map(renamed);
  }
  for (const tensor of graph.initializer ?? []) tensor.name = renamed(tensor.name ?? '');
}

function matrix(name: string, width: number): ValueInfo {
  const dim = [{ dimParam: 'n' }, { dimValue: width }];
  return { name, type: { tensorType: { elemType: FLOAT, shape: { dim } } } };
}

/** Null stands for the rows, whose number must be open; a column of one may follow. */
function checkShape({ name, type }: ValueInfo, expected: readonly (number | null)[]): void {
  const tensor = type?.tensorType;
  const wanted = `[${expected.map((size) => size ?? 'n').join(', ')}]`;
  if (tensor?.elemType !== FLOAT) {
    throw modelRefused(`must have "${name}" as a tensor of float32 ${wanted}, but it holds another type`);
  }
  const dims = tensor.shape?.dim;
  // Not every exporter writes the shapes of outputs; the trial run sees those.
  if (dims === null || dims === undefined) return;
  const sizes = dims.map(({ dimValue }) => (Number(dimValue ?? 0) === 0 ? null : Number(dimValue)));
  const isColumn = expected.length === 1 && sizes.length === 2 && sizes[1] === 1;
  const matches = isColumn || sizes.length === expected.length;
  const fits = matches && expected.every((size, n) => (n === 0 ? sizes[n] === null : (sizes[n] ?? size) === size));
  if (fits) return;
  const given = sizes.map((size) => size ?? 'any').join(', ');
  throw modelRefused(`must have "${name}" in the shape ${wanted} with any number of rows n, but it has [${given}]`);
}

function namesOf(values: readonly ValueInfo[]): string {
  return values.length === 0 ? 'none' : values.map(({ name }) => `"${name}"`).join(', ');
}
