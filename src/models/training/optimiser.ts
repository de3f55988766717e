/** What all numbers of one step have in common. */
export interface StepFacts {
  /** Counts from 1. */
  readonly step: number;
  readonly learningRate: number;
  /** Gradients are multiplied by this: below 1 where their norm was cut off. */
  readonly scale: number;
}

/** A parameter with its values, which steps change in place. */
export interface LearnedParameter {
  readonly name: string;
  readonly dimensions: readonly number[];
  readonly values: Float32Array;
}

/** Moves parameters against their gradients. */
export interface Optimiser {
  /** What is remembered between steps, by names that tell the parameter; a checkpoint holds it. */
  readonly memory: ReadonlyMap<string, Float32Array>;
  /**
   * Moves some rows of a table, whose gradients lie row after row. What is remembered of other rows stays as it is. A
   * parameter that is learned in full is a table of one row.
   */
  moveRows(parameter: LearnedParameter, rowIds: Int32Array, gradients: Float32Array, facts: StepFacts): void;
}

/** Matrices and tables decay; biases and scales would only be drawn away from where they belong. */
export function decays(parameter: LearnedParameter): boolean {
  return parameter.dimensions.length > 1;
}

/** What an optimiser remembers of a parameter. */
export function remembered(memory: ReadonlyMap<string, Float32Array>, name: string): Float32Array {
  const values = memory.get(name);
  if (values === undefined) throw new Error(`The optimiser was not told of "${name}"`);
  return values;
}
