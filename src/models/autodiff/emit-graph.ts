import { OnnxGraph } from '../onnx/onnx-graph.js';
import { describeShape, knownShape } from './shape.js';
import type { Operation, Value } from './tape.js';

/** What a graph is made for: in training, dropout leaves numbers out; in serving, it does not. */
export type Purpose = 'training' | 'serving';

export interface EmitOptions {
  /** The name of the graph. */
  readonly name: string;
  readonly purpose: Purpose;
  /** What the graph computes, by the names of its outputs. Nothing else is in it. */
  readonly outputs: Readonly<Record<string, Value>>;
  /** The values of parameters that become part of the graph; those without one stay inputs. */
  readonly parameterValues?: ReadonlyMap<string, Float32Array>;
}

/** Writes what the outputs need, and only that, as one ONNX graph. */
export function emitGraph(options: EmitOptions): OnnxGraph {
  return new Emission(options).graph;
}

class Emission {
  readonly graph: OnnxGraph;
  private readonly names = new Map<Value, string>();
  private readonly results = new Map<Operation, readonly string[]>();

  constructor(private readonly options: EmitOptions) {
    this.graph = new OnnxGraph(options.name);
    const outputs = Object.entries(options.outputs).map(([name, value]) => ({ name, value: this.standIn(value) }));
    for (const value of this.inOrder(outputs.map(({ value }) => value))) this.names.set(value, this.emit(value));
    for (const { name, value } of outputs) {
      this.graph.node('Identity', [this.nameOf(value)], {}, { output: name });
      this.graph.output(name, value.shape, value.type);
    }
  }

  private emit(value: Value): string {
    const { source, shape } = value;
    if (source.kind === 'constant') return this.graph.constant(source.values, knownDimensions(value));
    if (source.kind === 'size') return this.emitSize(source.name);
    if (source.kind === 'result') return this.emitOperation(source.of)[source.index];
    if (source.name in this.options.outputs) {
      throw new RangeError(`The graph "${this.options.name}" has an input and an output named "${source.name}"`);
    }
    const values = this.options.parameterValues?.get(source.name);
    if (values === undefined) return this.graph.input(source.name, shape, value.type);
    return this.graph.constant(values, knownDimensions(value), source.name);
  }

  private emitOperation(operation: Operation): readonly string[] {
    const known = this.results.get(operation);
    if (known !== undefined) return known;
    const outputs = Array.from({ length: operation.resultCount }, () => this.graph.freshName());
    const inputs = operation.inputs.map((input) => this.nameOf(this.standIn(input)));
    this.graph.nodeInto(outputs, operation.operator, inputs, operation.attributes);
    this.results.set(operation, outputs);
    return outputs;
  }

  /** A size by its name, off the first input of this graph that has it. */
  private emitSize(name: string): string {
    for (const [value, input] of this.names) {
      const axis = value.source.kind === 'input' ? value.shape.indexOf(name) : -1;
      if (axis >= 0) return this.graph.node('Shape', [input], { start: axis, end: axis + 1 });
    }
    throw new RangeError(`No input of the graph "${this.options.name}" has an axis named "${name}"`);
  }

  private nameOf(value: Value): string {
    const name = this.names.get(value);
    if (name === undefined) throw new Error('A value was needed before it was computed');
    return name;
  }

  /** Everything that the values need, the inputs first, then as the tape computes it. */
  private inOrder(values: readonly Value[]): Value[] {
    const reached = new Set<Value>();
    const pending = [...values];
    for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
      if (reached.has(value)) continue;
      reached.add(value);
      if (value.source.kind !== 'result') continue;
      for (const input of value.source.of.inputs) pending.push(this.standIn(input));
    }
    const rank = ({ source }: Value) => (source.kind === 'input' ? 0 : 1);
    return [...reached].sort((a, b) => rank(a) - rank(b) || a.id - b.id);
  }

  private standIn(value: Value): Value {
    const { source } = value;
    if (this.options.purpose === 'training' || source.kind !== 'result' || source.of.atServing === null) return value;
    return this.standIn(source.of.atServing);
  }
}

function knownDimensions({ shape }: Value): number[] {
  const dimensions = knownShape(shape);
  if (dimensions === null) throw new Error(`${describeShape(shape)} is not known beforehand`);
  return dimensions;
}
