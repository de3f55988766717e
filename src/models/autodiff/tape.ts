import type { Random } from '../../domain/random.js';
import type { Attribute, ConstantValues, ElementType } from '../onnx/onnx-graph.js';
import { describeShape, knownShape, type Shape } from './shape.js';

/** Numbers with a known shape that a graph will compute. Values never change; operations make new ones. */
export interface Value {
  readonly tape: Tape;
  /** Values come after everything that they are computed from. */
  readonly id: number;
  readonly shape: Shape;
  readonly type: ElementType;
  readonly source: Source;
}

/** Where a value comes from. */
export type Source =
  /** With a dropped share, the numbers are not data: whoever runs a training graph draws them. */
  | { readonly kind: 'input'; readonly name: string; readonly droppedShare?: number }
  | { readonly kind: 'parameter'; readonly name: string; readonly initialise: Initialiser }
  | { readonly kind: 'constant'; readonly values: ConstantValues }
  /** The size that a name in a shape stands for, as a list of one whole number. */
  | { readonly kind: 'size'; readonly name: string }
  | { readonly kind: 'result'; readonly of: Operation; readonly index: number };

/** The first values of a parameter. */
export type Initialiser = (dimensions: readonly number[], random: Random) => Float32Array;

/** A value that training changes. */
export interface Parameter extends Value {
  readonly shape: readonly number[];
  readonly source: Extract<Source, { kind: 'parameter' }>;
}

/** An ONNX operator applied to values; its gradient is that of its first result. */
export interface Operation {
  readonly operator: string;
  readonly inputs: readonly Value[];
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly resultCount: number;
  /** One contribution an input; null where the input has no gradient. Absent where nothing can be learned through it. */
  readonly gradient: Gradient | null;
  /** What stands for the result in a graph that serves, such as the input of a dropout. */
  readonly atServing: Value | null;
}

/** Builds the gradients of the inputs from the gradient of the first result and that result. */
export type Gradient = (upstream: Value, result: Value) => readonly (Contribution | null)[];

/** A gradient in full, or only the rows of it that are not zero. */
export type Contribution = Value | RowGradient;

/** Gradients for rows of a table: `rows` has the shape of `indices` followed by that of one row; rows may repeat. */
export interface RowGradient {
  readonly indices: Value;
  readonly rows: Value;
}

export function isRowGradient(contribution: Contribution): contribution is RowGradient {
  return 'rows' in contribution;
}

/** Element type of everything that is learned: single precision, or double for comparing gradients with differences. */
export type Precision = 'float32' | 'float64';

/** An operation to be put on a tape. */
export interface OperationSpec {
  readonly operator: string;
  readonly inputs: readonly Value[];
  readonly shape: Shape;
  readonly type?: ElementType;
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly gradient?: Gradient;
  readonly atServing?: Value;
}

const NAME = /^[A-Za-z][A-Za-z0-9_.]*$/;

/**
 * Records a computation as values and operations, from which forward and backward graphs are made. The order of the
 * tape is an order of execution: every operation comes after what it needs.
 */
export class Tape {
  private readonly named = new Map<string, Value>();
  private readonly constants = new Map<string, Value>();
  private readonly sizes = new Map<string, Value>();
  private nextId = 0;

  constructor(readonly precision: Precision = 'float32') {}

  /** Data that every run is given. */
  input(name: string, shape: Shape, type: 'real' | 'int32' = 'real'): Value {
    return this.name(name, this.value(shape, type === 'real' ? this.precision : type, { kind: 'input', name }));
  }

  /** A mask for `dropout`: 0 for a share of the numbers and 1 / (1 − share) for the others, drawn anew every step. */
  dropoutMask(name: string, shape: Shape, droppedShare: number): Value {
    if (!(droppedShare > 0 && droppedShare < 1)) throw new RangeError(`A share of ${droppedShare} cannot be dropped`);
    return this.name(name, this.value(shape, this.precision, { kind: 'input', name, droppedShare }));
  }

  /** Numbers that training changes, with their first values. */
  parameter(name: string, shape: readonly number[], initialise: Initialiser): Parameter {
    const source = { kind: 'parameter', name, initialise } as const;
    const parameter = { tape: this, id: this.nextId++, shape, type: this.precision, source };
    this.name(name, parameter);
    return parameter;
  }

  /** All parameters, in the order in which they were made. */
  get parameters(): readonly Parameter[] {
    return [...this.named.values()].filter(isParameter);
  }

  /** All inputs, in the order in which they were made. */
  get inputs(): readonly Value[] {
    return [...this.named.values()].filter((value) => value.source.kind === 'input');
  }

  /** One real number. */
  scalar(value: number): Value {
    return this.constant([value], []);
  }

  /** Real numbers that are part of the graph. */
  constant(values: readonly number[], shape: readonly number[]): Value {
    const array = this.precision === 'float32' ? Float32Array.from(values) : Float64Array.from(values);
    return this.shared(array, shape, this.precision);
  }

  /** Whole numbers that tell an operator what to do, such as axes. */
  integers(values: readonly number[]): Value {
    return this.shared(BigInt64Array.from(values, BigInt), [values.length], 'int64');
  }

  /** The size that a name stands for; a graph reads it off one of its inputs. */
  size(name: string): Value {
    const known = this.sizes.get(name) ?? this.value([1], 'int64', { kind: 'size', name });
    this.sizes.set(name, known);
    return known;
  }

  /** Applies an operator with one result. */
  apply(spec: OperationSpec): Value {
    return this.applyMany(spec, [spec])[0];
  }

  /** Applies an operator with several results, of which only the first one can be learned through. */
  applyMany(
    spec: Omit<OperationSpec, 'shape' | 'type'>,
    results: readonly Pick<OperationSpec, 'shape' | 'type'>[],
  ): Value[] {
    for (const input of spec.inputs) {
      if (input.tape !== this) throw new RangeError(`An input of ${spec.operator} belongs to another tape`);
    }
    const operation: Operation = {
      operator: spec.operator,
      inputs: spec.inputs,
      attributes: spec.attributes ?? {},
      resultCount: results.length,
      gradient: spec.gradient ?? null,
      atServing: spec.atServing ?? null,
    };
    return results.map(({ shape, type }, index) =>
      this.value(shape, type ?? this.precision, { kind: 'result', of: operation, index }),
    );
  }

  private shared(values: ConstantValues, shape: readonly number[], type: ElementType): Value {
    const key = `${type} ${describeShape(shape)} ${values.join()}`;
    const known = this.constants.get(key);
    if (known !== undefined) return known;
    const made = this.value(shape, type, { kind: 'constant', values });
    this.constants.set(key, made);
    return made;
  }

  private name(name: string, value: Value): Value {
    if (!NAME.test(name)) throw new RangeError(`"${name}" cannot name an input or a parameter`);
    if (this.named.has(name)) throw new RangeError(`The tape has two values named "${name}"`);
    this.named.set(name, value);
    return value;
  }

  private value(shape: Shape, type: ElementType, source: Source): Value {
    return { tape: this, id: this.nextId++, shape, type, source };
  }
}

function isParameter(value: Value): value is Parameter {
  return value.source.kind === 'parameter' && knownShape(value.shape) !== null;
}
