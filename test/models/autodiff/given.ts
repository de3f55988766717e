import { type Random, seededRandom } from '../../../src/domain/random.js';
import { normalValues } from '../../../src/models/autodiff/initialisers.js';
import { add } from '../../../src/models/autodiff/ops/arithmetic.js';
import { expandTo } from '../../../src/models/autodiff/ops/broadcast.js';
import { knownShape, type Shape } from '../../../src/models/autodiff/shape.js';
import { type Parameter, type Precision, Tape, type Value } from '../../../src/models/autodiff/tape.js';
import type { OnnxInput } from '../../../src/models/onnx/onnx-session.js';

/** Values at random for trying an operation, with the numbers to feed for them. */
export class Given {
  readonly tape: Tape;
  readonly feeds: Record<string, OnnxInput> = {};
  private readonly random: Random;
  private count = 0;

  constructor(
    precision: Precision,
    seed: number,
    /** A number of rows, or the name of one. */
    readonly n: number | string,
    readonly rows: number,
    /** Two more sizes. */
    readonly m: number,
    readonly k: number,
  ) {
    this.tape = new Tape(precision);
    this.random = seededRandom(seed);
  }

  /** Numbers that are learned; with rows by name, what is learned is added to every row. */
  learned(shape: Shape, lowest = -2, highest = 2): Value {
    const known = knownShape(shape);
    if (known !== null) return this.parameter(known, lowest, highest);
    const shared = this.parameter(
      shape.map((size) => (typeof size === 'number' ? size : 1)),
      lowest / 2,
      highest / 2,
    );
    return add(expandTo(shared, shape), this.data(shape, lowest / 2, highest / 2));
  }

  parameter(dimensions: readonly number[], lowest = -2, highest = 2): Parameter {
    const name = `p${this.count++}`;
    this.feeds[name] = this.numbers(dimensions, () => this.between(lowest, highest));
    return this.tape.parameter(name, dimensions, normalValues(1));
  }

  /** Numbers that are given. */
  data(shape: Shape, lowest = -2, highest = 2): Value {
    return this.input(shape, () => this.between(lowest, highest));
  }

  /** Rows of zeros and ones, with at least one 1 each. */
  mask(shape: Shape): Value {
    const width = Number(shape[shape.length - 1]);
    let place = 0;
    return this.input(shape, () => (place++ % width === 0 || this.random() < 0.5 ? 1 : 0));
  }

  /** Whole numbers below a bound. */
  indices(shape: Shape, below: number): Value {
    const name = `d${this.count++}`;
    const dimensions = this.sizesOf(shape);
    const data = Int32Array.from({ length: product(dimensions) }, () => Math.floor(this.random() * below));
    this.feeds[name] = { data, dimensions };
    return this.tape.input(name, shape, 'int32');
  }

  private input(shape: Shape, draw: () => number): Value {
    const name = `d${this.count++}`;
    this.feeds[name] = this.numbers(this.sizesOf(shape), draw);
    return this.tape.input(name, shape);
  }

  private sizesOf(shape: Shape): number[] {
    return shape.map((size) => {
      if (typeof size === 'number') return size;
      return size.split('*').reduce((all, part) => all * (part === 'batch' ? this.rows : Number(part)), 1);
    });
  }

  private numbers(dimensions: readonly number[], draw: () => number): OnnxInput {
    const values = Array.from({ length: product(dimensions) }, draw);
    const data = this.tape.precision === 'float32' ? Float32Array.from(values) : Float64Array.from(values);
    return { data, dimensions };
  }

  private between(lowest: number, highest: number): number {
    return lowest + (highest - lowest) * this.random();
  }
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all * size, 1);
}
