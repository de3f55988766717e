import { decays, type LearnedParameter, type Optimiser, remembered, type StepFacts } from './optimiser.js';

/** Adam (Kingma and Ba 2015), or AdamW with a weight decay apart from the gradient (Loshchilov and Hutter 2019). */
export interface AdamSettings {
  readonly kind: 'adam' | 'adamw';
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Of matrices and tables; biases and scales do not decay. */
  readonly weightDecay: number;
}

/** The usual settings. */
export const DEFAULT_ADAM: AdamSettings = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 };

/** Remembers the mean and the mean square of every gradient; rows of tables move lazily, only when they come up. */
export class AdamOptimiser implements Optimiser {
  readonly memory = new Map<string, Float32Array>();

  constructor(
    private readonly settings: AdamSettings,
    parameters: readonly LearnedParameter[],
  ) {
    for (const { name, values } of parameters) {
      this.memory.set(`${name}:first`, new Float32Array(values.length));
      this.memory.set(`${name}:second`, new Float32Array(values.length));
    }
  }

  /** A hot loop (bench/training.ts). The corrections of both means are moved out of it, as in section 2 of the paper. */
  moveRows(parameter: LearnedParameter, rowIds: Int32Array, gradients: Float32Array, facts: StepFacts): void {
    const { kind, beta1, beta2, epsilon, weightDecay } = this.settings;
    const { name, values } = parameter;
    const first = remembered(this.memory, `${name}:first`);
    const second = remembered(this.memory, `${name}:second`);
    const { step, learningRate, scale } = facts;
    const correction = Math.sqrt(1 - beta2 ** step);
    const rate = (learningRate * correction) / (1 - beta1 ** step);
    const floor = epsilon * correction;
    const decay = decays(parameter) ? weightDecay : 0;
    const inGradient = kind === 'adam' ? decay : 0;
    const kept = kind === 'adamw' ? 1 - learningRate * decay : 1;
    const width = gradients.length / rowIds.length;
    for (let n = 0; n < rowIds.length; n++) {
      const from = n * width;
      const to = rowIds[n] * width;
      for (let k = 0; k < width; k++) {
        const at = to + k;
        const slope = gradients[from + k] * scale + inGradient * values[at];
        const mean = beta1 * first[at] + (1 - beta1) * slope;
        const square = beta2 * second[at] + (1 - beta2) * slope * slope;
        first[at] = mean;
        second[at] = square;
        values[at] = kept * values[at] - (rate * mean) / (Math.sqrt(square) + floor);
      }
    }
  }
}
