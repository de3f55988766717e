import onnxProto from 'onnx-proto';
import { IsthmusError } from '../../domain/errors.js';

const { onnx } = onnxProto;

export type OnnxNode = onnxProto.onnx.INodeProto;

/** Numbers that a model holds, by the type in which it holds them. */
type ConstantValues = Float32Array | Int8Array | Uint8Array;

const FLOAT = 1;
/** DequantizeLinear takes one scale a column since this version of the standard operators. */
const OLDEST_OPSET = 13;
/** Of the operators that ONNX Runtime has beyond the standard. */
const MICROSOFT = 'com.microsoft';

/** A decoded ONNX model whose operators and constants can be exchanged. */
export class ModelEdit {
  private readonly model: onnxProto.onnx.ModelProto;
  private readonly graph: onnxProto.onnx.IGraphProto;
  private readonly constants: Map<string, onnxProto.onnx.ITensorProto>;
  private names = 0;

  /** Bytes that are not a model, or one with parts that cannot be rewritten, are a MODEL_INVALID error. */
  constructor(bytes: Uint8Array) {
    this.model = decode(bytes);
    const { graph } = this.model;
    if (graph === null || graph === undefined) throw invalid('holds no graph');
    this.graph = graph;
    const opset = this.model.opsetImport.find(({ domain }) => (domain ?? '') === '')?.version ?? 0;
    if (Number(String(opset)) < OLDEST_OPSET) throw invalid(`is of opset ${opset}, and ${OLDEST_OPSET} is the oldest`);
    if (this.nodes.some((node) => node.attribute?.some((attribute) => attribute.g || attribute.graphs?.length))) {
      throw invalid('has branches or loops');
    }
    this.constants = new Map((graph.initializer ?? []).map((tensor) => [tensor.name ?? '', tensor]));
    if ([...this.constants.values()].some((tensor) => tensor.externalData?.length)) {
      throw invalid('keeps its numbers in another file');
    }
  }

  /** The operators in the order of their execution. */
  get nodes(): readonly OnnxNode[] {
    return this.graph.node ?? [];
  }

  get outputNames(): readonly string[] {
    return (this.graph.output ?? []).map(({ name }) => name ?? '');
  }

  isConstant(name: string): boolean {
    return this.constants.has(name);
  }

  /** A copy of a constant's real numbers; null when the name is no constant or of another type. */
  floats(name: string): Float32Array | null {
    const tensor = this.constants.get(name);
    if (tensor === undefined || tensor.dataType !== FLOAT) return null;
    const raw = tensor.rawData;
    return raw?.length ? new Float32Array(Uint8Array.from(raw).buffer) : Float32Array.from(tensor.floatData ?? []);
  }

  /** The sizes of a constant; nothing for a single number. */
  dimensions(name: string): readonly number[] {
    return (this.constants.get(name)?.dims ?? []).map((size) => Number(String(size)));
  }

  /** Adds a constant and returns its name. */
  addConstant(values: ConstantValues, dimensions: readonly number[], hint: string): string {
    const name = this.freshName(hint);
    this.setConstant(name, values, dimensions);
    return name;
  }

  /** Gives a constant other numbers, and another size if need be. */
  setConstant(name: string, values: ConstantValues, dimensions: readonly number[]): void {
    const rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice();
    this.constants.set(name, { name, dims: [...dimensions], dataType: typeCode(values), rawData });
  }

  /** Puts other operators in the place of one. */
  replace(node: OnnxNode, replacements: readonly OnnxNode[]): void {
    const at = this.nodes.indexOf(node);
    if (at < 0) throw new Error('The operator to replace is not in the graph');
    this.graph.node?.splice(at, 1, ...replacements);
  }

  /** Lets tensors from within the model come out of it too. */
  exposeFloats(names: readonly string[]): void {
    const known = new Set(this.outputNames);
    const exposed = names.filter((name) => !known.has(name));
    this.graph.output?.push(...exposed.map((name) => ({ name, type: { tensorType: { elemType: FLOAT } } })));
  }

  /** A name that nothing in the model has. */
  freshName(hint: string): string {
    const inputs = (this.graph.input ?? []).map((input) => input.name);
    const made = this.nodes.flatMap((node) => node.output ?? []);
    const taken = new Set<string | null | undefined>([...this.constants.keys(), ...inputs, ...made]);
    for (;;) {
      const name = `${hint}_${this.names++}`;
      if (!taken.has(name)) return name;
    }
  }

  /** The model as the bytes of an .onnx file, without constants that nothing uses any more. */
  finish(): Uint8Array {
    const used = new Set([...this.nodes.flatMap((node) => node.input ?? []), ...this.outputNames]);
    this.graph.initializer = [...this.constants.values()].filter((tensor) => used.has(tensor.name ?? ''));
    // Older files list constants among the inputs, and shapes of inner tensors, which may be other ones now.
    this.graph.input = (this.graph.input ?? []).filter((input) => !this.constants.has(input.name ?? ''));
    this.graph.valueInfo = [];
    const { opsetImport } = this.model;
    if (!opsetImport.some(({ domain }) => domain === MICROSOFT)) opsetImport.push({ domain: MICROSOFT, version: 1 });
    return onnx.ModelProto.encode(this.model).finish();
  }
}

/** A whole-numbered attribute of an operator. */
export function intAttribute(name: string, value: number): onnxProto.onnx.IAttributeProto {
  return { name, type: onnx.AttributeProto.AttributeType.INT, i: value };
}

/** The number that an attribute holds, or what counts when it is not given. */
export function attributeOf(node: OnnxNode, name: string, otherwise: number): number {
  const found = node.attribute?.find((attribute) => attribute.name === name);
  if (found === undefined) return otherwise;
  return found.type === onnx.AttributeProto.AttributeType.FLOAT ? (found.f ?? 0) : Number(String(found.i ?? 0));
}

function typeCode(values: ConstantValues): number {
  if (values instanceof Float32Array) return FLOAT;
  return values instanceof Uint8Array ? 2 : 3;
}

function decode(bytes: Uint8Array): onnxProto.onnx.ModelProto {
  try {
    return onnx.ModelProto.decode(bytes);
  } catch (cause) {
    throw invalid('is damaged or cut off', cause);
  }
}

function invalid(what: string, cause?: unknown): IsthmusError {
  return new IsthmusError(
    'MODEL_INVALID',
    `The model cannot be compressed because it ${what}. Serve it as it is, or export it again with opset ${OLDEST_OPSET} or newer, without control flow and with its numbers inside.`,
    { cause },
  );
}
