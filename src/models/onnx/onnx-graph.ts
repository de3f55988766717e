import onnxProto from 'onnx-proto';

const { onnx } = onnxProto;

/** Opset of the standard operators: the first with layer normalisation; every ONNX Runtime since 1.12 has it. */
const OPSET = 17;
const IR_VERSION = 8;

export type ElementType = 'float32' | 'float64' | 'int32' | 'int64' | 'bool';

/** A size in numbers, or the name of one that is only known when the model runs. */
export type Dimension = number | string;

/** A plain number is whole or real by its value; one that must be real although it is whole is written `{ real }`. */
export type Attribute = number | readonly number[] | string | { readonly real: number };

/** The numbers of a constant. */
export type ConstantValues = Float32Array | Float64Array | Int32Array | BigInt64Array;

/** How ONNX numbers the element types, as operators such as Cast take them. */
export const TYPE_CODES: Readonly<Record<ElementType, number>> = {
  float32: 1,
  int32: 6,
  int64: 7,
  bool: 9,
  float64: 11,
};

/** Puts an ONNX model together: inputs, constants, operators in the order of their execution, outputs. */
export class OnnxGraph {
  private readonly nodes: onnxProto.onnx.INodeProto[] = [];
  private readonly constants: onnxProto.onnx.ITensorProto[] = [];
  private readonly inputs: onnxProto.onnx.IValueInfoProto[] = [];
  private readonly outputs: onnxProto.onnx.IValueInfoProto[] = [];
  private names = 0;

  constructor(private readonly name: string) {}

  input(name: string, dimensions: readonly Dimension[], type: ElementType = 'float32'): string {
    this.inputs.push(valueInfo(name, dimensions, type));
    return name;
  }

  output(name: string, dimensions: readonly Dimension[], type: ElementType = 'float32'): void {
    this.outputs.push(valueInfo(name, dimensions, type));
  }

  /** A tensor of fixed numbers. */
  constant(values: ConstantValues, dimensions: readonly number[], name = this.freshName()): string {
    this.constants.push({
      name,
      dims: [...dimensions],
      dataType: TYPE_CODES[elementTypeOf(values)],
      rawData: new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice(),
    });
    return name;
  }

  /** One number. */
  scalar(value: number): string {
    return this.constant(Float32Array.of(value), []);
  }

  /** Applies an operator with one output and returns the output's name. */
  node(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
    options: { readonly output?: string; readonly domain?: string } = {},
  ): string {
    const output = options.output ?? this.freshName();
    this.nodeInto([output], operator, inputs, attributes, options.domain);
    return output;
  }

  /** Applies an operator whose outputs get these names. */
  nodeInto(
    outputs: readonly string[],
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
    domain = '',
  ): void {
    this.nodes.push({
      opType: operator,
      input: [...inputs],
      output: [...outputs],
      domain,
      attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
    });
  }

  /** The model as the bytes of an .onnx file. */
  finish(): Uint8Array {
    return onnx.ModelProto.encode({
      irVersion: IR_VERSION,
      producerName: 'isthmus',
      opsetImport: [
        { domain: '', version: OPSET },
        { domain: 'com.microsoft', version: 1 },
      ],
      graph: {
        name: this.name,
        node: this.nodes,
        initializer: this.constants,
        input: this.inputs,
        output: this.outputs,
      },
    }).finish();
  }

  /** A name that nothing in the graph has; no name that begins with a letter is among them. */
  freshName(): string {
    return `_${this.names++}`;
  }
}

function valueInfo(name: string, dimensions: readonly Dimension[], type: ElementType): onnxProto.onnx.IValueInfoProto {
  const dim = dimensions.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType: TYPE_CODES[type], shape: { dim } } } };
}

function elementTypeOf(values: ConstantValues): ElementType {
  if (values instanceof Float32Array) return 'float32';
  if (values instanceof Float64Array) return 'float64';
  return values instanceof Int32Array ? 'int32' : 'int64';
}

function attribute(name: string, value: Attribute): onnxProto.onnx.IAttributeProto {
  const { AttributeType } = onnx.AttributeProto;
  if (typeof value === 'string') return { name, type: AttributeType.STRING, s: Buffer.from(value) };
  if (typeof value === 'number') {
    return Number.isInteger(value)
      ? { name, type: AttributeType.INT, i: value }
      : { name, type: AttributeType.FLOAT, f: value };
  }
  return 'real' in value
    ? { name, type: AttributeType.FLOAT, f: value.real }
    : { name, type: AttributeType.INTS, ints: [...value] };
}
