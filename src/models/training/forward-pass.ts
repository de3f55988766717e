import { emitGraph } from '../autodiff/emit-graph.js';
import { LOSS } from '../autodiff/training-graph.js';
import { type OnnxInput, OnnxSession, type OnnxSessionOptions, type OnnxTensor } from '../onnx/onnx-session.js';
import { LossMeans } from './loss-means.js';
import type { Batches, ParameterValues, TrainableModel } from './trainable-model.js';
import { parametersOf } from './training-step.js';

/** Computes a model's loss, losses by task and outputs as they would be when it serves. */
export type Forward = (inputs: Readonly<Record<string, OnnxInput>>) => Promise<Record<string, OnnxTensor>>;

/** Measures a model on examples held out; the figures go into the log of the training. */
export type Validation = (forward: Forward) => Promise<Record<string, number>>;

/** A model that follows its parameters while they are trained, without a backward pass. */
export class ForwardPass {
  private readonly feeds: Record<string, OnnxInput> = {};

  private constructor(
    private readonly session: OnnxSession,
    model: TrainableModel,
    values: ParameterValues,
  ) {
    const used = new Set(session.inputNames);
    for (const { name, dimensions, values: data } of parametersOf(model, values)) {
      if (used.has(name)) this.feeds[name] = { data, dimensions };
    }
  }

  static async open(model: TrainableModel, values: ParameterValues, options: OnnxSessionOptions): Promise<ForwardPass> {
    const outputs = { [LOSS]: model.loss, ...model.losses, ...model.outputs };
    const graph = emitGraph({ name: `${model.name}-forward`, purpose: 'serving', outputs });
    return new ForwardPass(await OnnxSession.open(graph.finish(), { spinning: false, ...options }), model, values);
  }

  readonly run: Forward = (inputs) => this.session.run({ ...this.feeds, ...inputs });

  async release(): Promise<void> {
    await this.session.release();
  }
}

/** A validation by the mean losses over some batches, each example counted once. */
export function meanLosses(model: TrainableModel, batches: () => Batches): Validation {
  const names = [LOSS, ...Object.keys(model.losses)];
  return async (forward) => {
    const means = new LossMeans();
    for await (const { inputs, examples } of batches()) {
      const outputs = await forward(inputs);
      means.add(Object.fromEntries(names.map((name) => [name, outputs[name].data[0]])), examples);
    }
    return means.figures();
  };
}
