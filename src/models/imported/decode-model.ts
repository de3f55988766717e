import onnxProto from 'onnx-proto';
import { modelRefused } from './model-refused.js';

const { onnx } = onnxProto;

export type Model = onnxProto.onnx.ModelProto;
export type Graph = onnxProto.onnx.IGraphProto;
export type GraphNode = onnxProto.onnx.INodeProto;
export type TensorData = onnxProto.onnx.ITensorProto;

/** Which operator sets a model may use, and their versions; custom operators would be code of somebody else. */
const OPERATOR_SETS: Readonly<Record<string, readonly [number, number]>> = {
  '': [7, 25],
  'ai.onnx': [7, 25],
  'ai.onnx.ml': [1, 5],
  'com.microsoft': [1, 1],
};
/** Operators that read files of their own. */
const FILE_READERS: ReadonlySet<string> = new Set(['EPContext']);
const MOST_NODES = 20_000;

/** Reads a model file and refuses what no model here has a use for: functions, control flow, operators of somebody else. */
export function decodeModel(bytes: Uint8Array): Model & { readonly graph: Graph } {
  const model = decoded(bytes);
  const { graph } = model;
  if (!(Number(model.irVersion) >= 3) || graph === null || graph === undefined || model.opsetImport.length === 0) {
    throw modelRefused('is no ONNX model: it has no version, no operator set or no graph');
  }
  for (const { domain, version } of model.opsetImport) checkOperatorSet(domain ?? '', Number(version));
  if (model.functions.length > 0) throw modelRefused('defines functions of its own; inline them and export it again');
  if (model.trainingInfo.length > 0) throw modelRefused('holds training information; export it for inference');
  const nodes = graph.node ?? [];
  if (nodes.length === 0) throw modelRefused('has no operators');
  if (nodes.length > MOST_NODES) throw modelRefused(`has ${nodes.length} operators; at most ${MOST_NODES} are allowed`);
  for (const node of nodes) checkNode(node, model);
  return Object.assign(model, { graph });
}

function decoded(bytes: Uint8Array): Model {
  if (bytes.length === 0) throw modelRefused('is an empty file');
  try {
    return onnx.ModelProto.decode(bytes);
  } catch (cause) {
    // Also for graphs within graphs that are nested until the stack ends.
    throw modelRefused('is no ONNX model, or is cut off or damaged', cause);
  }
}

function checkOperatorSet(domain: string, version: number): void {
  const range = Object.hasOwn(OPERATOR_SETS, domain) ? OPERATOR_SETS[domain] : undefined;
  if (range === undefined) {
    throw modelRefused(`uses the operator set "${domain}"; only those of ONNX and ONNX Runtime are known`);
  }
  if (version >= range[0] && version <= range[1]) return;
  throw modelRefused(`needs version ${version} of the operator set "${domain}"; ${range[0]} to ${range[1]} are known`);
}

function checkNode({ opType, domain, attribute }: GraphNode, { opsetImport }: Model): void {
  const name = `operator ${opType ?? ''}`;
  if (!opsetImport.some((set) => (set.domain ?? '') === (domain ?? '') || isStandard(set.domain, domain))) {
    throw modelRefused(`has the ${name} of the operator set "${domain}", which it does not import`);
  }
  if (FILE_READERS.has(opType ?? '')) throw modelRefused(`has the ${name}, which reads other files`);
  for (const { name: part, g, graphs } of attribute ?? []) {
    if ((g ?? null) === null && (graphs ?? []).length === 0) continue;
    throw modelRefused(
      `has the ${name} with a graph inside ("${part}"); control flow is not taken, since it may never end`,
    );
  }
}

function isStandard(...domains: (string | null | undefined)[]): boolean {
  return domains.every((domain) => ['', 'ai.onnx', null, undefined].includes(domain));
}
