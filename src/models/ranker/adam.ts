const BETA1 = 0.9;
const BETA2 = 0.999;
/** Far above rounding errors: a feature that is the same for all candidates of a group has no gradient but those. */
const EPSILON = 1e-6;

/** Adam with decoupled weight decay (Kingma and Ba 2015; Loshchilov and Hutter 2019) for one list of parameters. */
export class Adam {
  private readonly first: Float64Array;
  private readonly second: Float64Array;
  private steps = 0;

  constructor(
    private readonly values: Float32Array,
    private readonly learningRate: number,
    private readonly weightDecay: number,
  ) {
    this.first = new Float64Array(values.length);
    this.second = new Float64Array(values.length);
  }

  /** Moves the parameters one step against the gradient. */
  step(gradient: ArrayLike<number>): void {
    this.steps++;
    const { values, first, second, learningRate } = this;
    const correction1 = 1 - BETA1 ** this.steps;
    const correction2 = 1 - BETA2 ** this.steps;
    for (let k = 0; k < values.length; k++) {
      const slope = gradient[k];
      first[k] = BETA1 * first[k] + (1 - BETA1) * slope;
      second[k] = BETA2 * second[k] + (1 - BETA2) * slope * slope;
      const move = first[k] / correction1 / (Math.sqrt(second[k] / correction2) + EPSILON);
      values[k] -= learningRate * (move + this.weightDecay * values[k]);
    }
  }
}
