import onnxProto from 'onnx-proto';
import type { Graph, GraphNode, TensorData } from './decode-model.js';
import { modelRefused } from './model-refused.js';

const { DataType, DataLocation } = onnxProto.onnx.TensorProto;

/** Bytes an element, by the types that models are made of. */
const ELEMENT_BYTES: ReadonlyMap<number, number> = new Map([
  [DataType.FLOAT, 4],
  [DataType.DOUBLE, 8],
  [DataType.FLOAT16, 2],
  [DataType.BFLOAT16, 2],
  [DataType.INT8, 1],
  [DataType.UINT8, 1],
  [DataType.INT16, 2],
  [DataType.UINT16, 2],
  [DataType.INT32, 4],
  [DataType.UINT32, 4],
  [DataType.INT64, 8],
  [DataType.UINT64, 8],
  [DataType.BOOL, 1],
]);
/** Elements of one tensor; 256 MB of single precision. */
const MOST_ELEMENTS = 2 ** 26;
/** Operators whose constant input says how much they make of nothing, and which input that is. */
const MAKERS: Readonly<Record<string, number>> = { ConstantOfShape: 0, Expand: 1, Tile: 1 };

/** Refuses tensors that contradict their own sizes, hold NaN or would become huge; external data must be in place. */
export function checkTensors(graph: Graph): void {
  if ((graph.sparseInitializer ?? []).length > 0) throw modelRefused('has sparse weights; store them densely');
  const constants = new Map<string, TensorData>();
  for (const tensor of graph.initializer ?? []) {
    const name = tensor.name ?? '';
    checkTensor(tensor, `weight "${name}"`);
    constants.set(name, tensor);
  }
  for (const node of graph.node ?? []) {
    for (const { name, t, tensors, f, floats, sparseTensor, sparseTensors } of node.attribute ?? []) {
      const place = `attribute "${name}" of an operator ${node.opType}`;
      if ((sparseTensor ?? null) !== null || (sparseTensors ?? []).length > 0)
        throw modelRefused(`has a sparse ${place}`);
      for (const tensor of [...(t ? [t] : []), ...(tensors ?? [])]) checkTensor(tensor, place);
      if ([f ?? 0, ...(floats ?? [])].some(Number.isNaN)) throw modelRefused(`has NaN in the ${place}`);
      if (node.opType === 'Constant' && t) constants.set(node.output?.[0] ?? '', t);
    }
  }
  for (const node of graph.node ?? []) checkMaker(node, constants);
}

/** How many bytes the numbers of a tensor take; refuses sizes that nothing can have. */
export function tensorBytes(tensor: TensorData, place: string): number {
  const elementBytes = ELEMENT_BYTES.get(tensor.dataType ?? 0);
  if (elementBytes === undefined) throw modelRefused(`has elements of an unknown type in the ${place}`);
  return elementCount(tensor, place) * elementBytes;
}

function checkTensor(tensor: TensorData, place: string): void {
  const expected = tensorBytes(tensor, place);
  if (tensor.dataLocation === DataLocation.EXTERNAL) throw modelRefused(`keeps the ${place} in another file`);
  const raw = tensor.rawData ?? new Uint8Array(0);
  const count = elementCount(tensor, place);
  const listed = [tensor.floatData, tensor.doubleData, tensor.int32Data, tensor.int64Data, tensor.uint64Data]
    .map((list) => list?.length ?? 0)
    .reduce((sum, length) => sum + length, 0);
  const fits = listed > 0 ? raw.length === 0 && listed === count : raw.length === expected;
  if (!fits) throw modelRefused(`has a ${place} with other data than its ${count} elements need`);
  if (hasNaN(tensor, raw)) throw modelRefused(`has NaN in the ${place}`);
}

function elementCount({ dims }: TensorData, place: string): number {
  let count = 1;
  for (const dim of dims ?? []) {
    const size = Number(dim);
    if (!(size >= 0) || size * count > MOST_ELEMENTS) {
      throw modelRefused(
        `has a ${place} with the sizes ${(dims ?? []).join(' × ')}; at most ${MOST_ELEMENTS} elements`,
      );
    }
    count *= size;
  }
  return count;
}

function hasNaN(tensor: TensorData, raw: Uint8Array): boolean {
  if ([...(tensor.floatData ?? []), ...(tensor.doubleData ?? [])].some(Number.isNaN)) return true;
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  if (tensor.dataType === DataType.FLOAT) {
    for (let at = 0; at < raw.length; at += 4) if (Number.isNaN(view.getFloat32(at, true))) return true;
  }
  if (tensor.dataType === DataType.DOUBLE) {
    for (let at = 0; at < raw.length; at += 8) if (Number.isNaN(view.getFloat64(at, true))) return true;
  }
  return false;
}

function checkMaker({ opType, input }: GraphNode, constants: ReadonlyMap<string, TensorData>): void {
  const place = Object.hasOwn(MAKERS, opType ?? '') ? MAKERS[opType ?? ''] : undefined;
  const sizes = place === undefined ? undefined : constants.get(input?.[place] ?? '');
  if (sizes === undefined) return;
  const total = wholeNumbers(sizes).reduce((product, size) => product * Math.max(1, Math.abs(size)), 1);
  if (total > MOST_ELEMENTS) throw modelRefused(`has an operator ${opType} that would make ${total} elements`);
}

function wholeNumbers({ int64Data, rawData }: TensorData): number[] {
  if ((int64Data ?? []).length > 0) return (int64Data ?? []).map(Number);
  const raw = rawData ?? new Uint8Array(0);
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  return Array.from({ length: Math.floor(raw.length / 8) }, (_, n) => Number(view.getBigInt64(8 * n, true)));
}
