import { IsthmusError } from '../../domain/errors.js';
import { type GradientOutput, LOSS, type TrainingGraph, trainingGraph } from '../autodiff/training-graph.js';
import { type OnnxInput, OnnxSession, type OnnxSessionOptions, type OnnxTensor } from '../onnx/onnx-session.js';
import type { LearnedParameter, Optimiser } from './optimiser.js';
import { RowSums } from './row-sums.js';
import type { ParameterValues, TrainableModel, TrainingBatch } from './trainable-model.js';

/** What is decided for one step. */
export interface StepOptions {
  /** Counts from 1. */
  readonly step: number;
  readonly learningRate: number;
  /** Gradients are shortened to this norm; null leaves them as they are. */
  readonly clipNorm: number | null;
}

/** The gradient of one parameter as rows of a table; one row for a parameter that is learned in full. */
interface FoundGradient {
  readonly parameter: LearnedParameter;
  readonly rowIds: Int32Array;
  readonly gradients: Float32Array;
}

const ONLY_ROW = Int32Array.of(0);

/**
 * Runs one step after the other: forward and backward in ONNX Runtime, then the optimiser on typed arrays. Parameters
 * are read and gradients written where they lie: a step copies neither, however large a table is.
 */
export class TrainingStep {
  /** Gradients that have the same size in every step; ONNX Runtime writes into them. */
  private readonly fixed: Record<string, OnnxTensor> = {};
  private readonly sums = new Map<string, RowSums>();
  private readonly feeds: Record<string, OnnxInput> = {};

  private constructor(
    private readonly session: OnnxSession,
    private readonly gradients: readonly GradientOutput[],
    private readonly lossNames: readonly string[],
    private readonly learned: ReadonlyMap<string, LearnedParameter>,
    fed: readonly LearnedParameter[],
  ) {
    for (const { name, dimensions, values } of fed) this.feeds[name] = { data: values, dimensions };
    for (const gradient of gradients) {
      const { source, shape } = gradient.parameter;
      const size = shape.reduce((product, length) => product * length, 1);
      if ('rows' in gradient) this.sums.set(source.name, new RowSums(shape[0], size / shape[0]));
      else this.fixed[gradient.output] = { data: new Float32Array(size), dimensions: shape };
    }
  }

  /** Builds the graph of a step that learns some of a model's parameters. */
  static async open(
    model: TrainableModel,
    values: ParameterValues,
    isLearned: (name: string) => boolean,
    options: OnnxSessionOptions,
  ): Promise<TrainingStep> {
    const { tape, loss, losses } = model;
    const learned = tape.parameters.filter(({ source }) => isLearned(source.name));
    if (learned.length === 0) throw new RangeError(`No parameter of "${model.name}" is to be learned`);
    const graph: TrainingGraph = trainingGraph({ name: model.name, loss, learned, metrics: losses });
    const session = await OnnxSession.open(graph.bytes, { spinning: false, ...options });
    const parameters = parametersOf(model, values);
    const used = new Set(session.inputNames);
    return new TrainingStep(
      session,
      graph.gradients,
      [LOSS, ...Object.keys(losses)],
      new Map(parameters.filter(({ name }) => isLearned(name)).map((parameter) => [parameter.name, parameter])),
      parameters.filter(({ name }) => used.has(name)),
    );
  }

  /** The parameters that steps move. */
  get parameters(): readonly LearnedParameter[] {
    return [...this.learned.values()];
  }

  /** Learns from a batch and returns its losses. A loss or a gradient that is no number changes nothing and fails. */
  async run(batch: TrainingBatch, optimiser: Optimiser, options: StepOptions): Promise<Record<string, number>> {
    const outputs = await this.compute(batch, options);
    const losses = Object.fromEntries(this.lossNames.map((name) => [name, outputs[name].data[0]]));
    const found = this.gradients.map((gradient) => this.find(gradient, outputs, batch));
    const norm = Math.sqrt(found.reduce((sum, { gradients }) => sum + squaredNorm(gradients), 0));
    if (!Number.isFinite(losses[LOSS]) || !Number.isFinite(norm)) throw diverged(options, losses[LOSS]);
    const scale = options.clipNorm !== null && norm > options.clipNorm ? options.clipNorm / norm : 1;
    for (const { parameter, rowIds, gradients } of found) {
      if (rowIds.length > 0) optimiser.moveRows(parameter, rowIds, gradients, { ...options, scale });
    }
    return losses;
  }

  async release(): Promise<void> {
    await this.session.release();
  }

  private async compute(batch: TrainingBatch, { step }: StepOptions): Promise<Record<string, OnnxTensor>> {
    try {
      return await this.session.run({ ...this.feeds, ...batch.inputs }, this.fixed);
    } catch (cause) {
      throw new IsthmusError(
        'TRAINING_FAILED',
        `Step ${step} cannot be computed: an input of the batch is missing, has another shape or type than the model takes, or names a row that a table does not have.`,
        { cause },
      );
    }
  }

  private find(gradient: GradientOutput, outputs: Record<string, OnnxTensor>, batch: TrainingBatch): FoundGradient {
    const { name } = gradient.parameter.source;
    const parameter = this.learned.get(name);
    if (parameter === undefined) throw new Error(`"${name}" is not learned`);
    const sums = this.sums.get(name);
    if (!('rows' in gradient) || sums === undefined) {
      const { data } = this.fixed['output' in gradient ? gradient.output : name];
      return { parameter, rowIds: ONLY_ROW, gradients: asFloat32(data) };
    }
    sums.clear();
    for (const { output, indices } of gradient.rows) {
      sums.add(asInt32(batch.inputs[indices].data), asFloat32(outputs[output].data));
    }
    return { parameter, rowIds: sums.rowIds, gradients: sums.sums };
  }
}

/** The parameters of a model with their values; one without values of its size is a RangeError. */
export function parametersOf(model: TrainableModel, values: ParameterValues): LearnedParameter[] {
  return model.tape.parameters.map(({ source: { name }, shape }) => {
    const found = values.get(name);
    const size = shape.reduce((product, length) => product * length, 1);
    if (found?.length === size) return { name, dimensions: shape, values: found };
    throw new RangeError(
      `Parameter "${name}" of "${model.name}" has ${found?.length ?? 'no'} values instead of ${size}`,
    );
  });
}

function squaredNorm(values: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k] * values[k];
  return sum;
}

function diverged({ step, learningRate }: StepOptions, loss: number): IsthmusError {
  const what = Number.isFinite(loss) ? 'a gradient is not a finite number' : `the loss is ${loss}`;
  return new IsthmusError(
    'TRAINING_FAILED',
    `In step ${step}, at a learning rate of ${learningRate}, ${what}. Look for such numbers in the features, or learn more slowly.`,
  );
}

function asFloat32(data: OnnxTensor['data']): Float32Array {
  if (data instanceof Float32Array) return data;
  throw new RangeError('Training needs a tape of single precision');
}

function asInt32(data: OnnxInput['data']): Int32Array {
  if (data instanceof Int32Array) return data;
  throw new RangeError('The rows of a table must be named by whole numbers (Int32Array)');
}
