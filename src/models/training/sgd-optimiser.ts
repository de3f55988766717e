import { decays, type LearnedParameter, type Optimiser, remembered, type StepFacts } from './optimiser.js';

/** Stochastic gradient descent with momentum (Polyak 1964); 0 is none. */
export interface SgdSettings {
  readonly kind: 'sgd';
  readonly momentum: number;
  /** Of matrices and tables; biases and scales do not decay. */
  readonly weightDecay: number;
}

/** Moves along a running sum of gradients; rows of tables move lazily, only when they come up. */
export class SgdOptimiser implements Optimiser {
  readonly memory = new Map<string, Float32Array>();

  constructor(
    private readonly settings: SgdSettings,
    parameters: readonly LearnedParameter[],
  ) {
    for (const { name, values } of parameters) this.memory.set(`${name}:speed`, new Float32Array(values.length));
  }

  moveRows(parameter: LearnedParameter, rowIds: Int32Array, gradients: Float32Array, facts: StepFacts): void {
    const { momentum, weightDecay } = this.settings;
    const { name, values } = parameter;
    const speeds = remembered(this.memory, `${name}:speed`);
    const { learningRate, scale } = facts;
    const decay = decays(parameter) ? weightDecay : 0;
    const width = gradients.length / rowIds.length;
    for (let n = 0; n < rowIds.length; n++) {
      const from = n * width;
      const to = rowIds[n] * width;
      for (let k = 0; k < width; k++) {
        const at = to + k;
        const speed = momentum * speeds[at] + gradients[from + k] * scale + decay * values[at];
        speeds[at] = speed;
        values[at] -= learningRate * speed;
      }
    }
  }
}
