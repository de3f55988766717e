import { emitGraph } from './emit-graph.js';
import { gradients } from './gradients.js';
import { reshape } from './ops/reshape.js';
import { productOf } from './shape.js';
import type { Parameter, Value } from './tape.js';

/** What one training graph computes besides the loss and the gradients. */
export interface TrainingGraphOptions {
  readonly name: string;
  readonly loss: Value;
  /** The parameters to learn; the others keep their values. */
  readonly learned: readonly Parameter[];
  /** Losses by task and other figures to follow, by the names of their outputs. */
  readonly metrics?: Readonly<Record<string, Value>>;
}

/** Where the gradient of a parameter is found among a training graph's outputs. */
export type GradientOutput =
  | { readonly parameter: Parameter; readonly output: string }
  | { readonly parameter: Parameter; readonly rows: readonly RowOutput[] };

/** Gradients of rows: output [n, width], one for each number of the input that names the rows. */
export interface RowOutput {
  readonly output: string;
  readonly indices: string;
}

/** A forward and backward pass as one ONNX model. */
export interface TrainingGraph {
  readonly bytes: Uint8Array;
  readonly gradients: readonly GradientOutput[];
}

/** The name under which a training graph gives its loss. */
export const LOSS = 'loss';

/**
 * One step of training as an ONNX model. Inputs: data and parameters; outputs: `loss`, the metrics, `d_<parameter>`
 * for every parameter that is learned in full, and `d_<parameter>.<n>` for every look-up of one that is a table.
 */
export function trainingGraph(options: TrainingGraphOptions): TrainingGraph {
  const { name, loss, learned, metrics = {} } = options;
  const outputs: Record<string, Value> = { [LOSS]: loss, ...metrics };
  const found: GradientOutput[] = gradients(loss, learned).map((gradient) => {
    const { parameter } = gradient;
    const output = `d_${parameter.source.name}`;
    if ('dense' in gradient) {
      outputs[output] = gradient.dense;
      return { parameter, output };
    }
    const rows = gradient.rows.map(({ indices, rows: values }, n) => {
      const width = productOf(parameter.shape.slice(1));
      outputs[`${output}.${n}`] = reshape(values, [productOf(indices.shape), width]);
      return { output: `${output}.${n}`, indices: nameOfInput(indices) };
    });
    return { parameter, rows };
  });
  return { bytes: emitGraph({ name, purpose: 'training', outputs }).finish(), gradients: found };
}

function nameOfInput({ source }: Value): string {
  if (source.kind !== 'input') throw new Error('Rows of a gradient must be named by an input');
  return source.name;
}
