/** One fully connected layer; `weights` is inputs × outputs, row after row. */
export interface RankerLayer {
  readonly inputs: number;
  readonly outputs: number;
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

/**
 * A ranker: score = Σ_f linear_f x_f / deviation_f + output · relu(… relu(z W₁ + b₁) …), where z is (x − mean) /
 * deviation cut off at ±CLIP. The first sum is the part of a score that paths earn, one share a feature.
 */
export interface RankerWeights {
  readonly featureNames: readonly string[];
  readonly means: Float32Array;
  readonly deviations: Float32Array;
  readonly linear: Float32Array;
  readonly hidden: readonly RankerLayer[];
  /** One weight an output of the last hidden layer. */
  readonly output: Float32Array;
}

/** Standardised features beyond this do not drive the hidden layers any further. */
export const CLIP = 5;

/** One ranker whose score is the mean of the scores of several that were trained on the same standardised features. */
export function meanRanker(members: readonly RankerWeights[]): RankerWeights {
  const [first] = members;
  if (members.length === 1) return first;
  const linear = first.linear.map((_, f) => sumOf(members, (member) => member.linear[f]) / members.length);
  const hidden = first.hidden.map((_, depth) =>
    depth === 0 ? sideBySide(members.map((member) => member.hidden[0])) : diagonal(members.map((m) => m.hidden[depth])),
  );
  const output = joined(members.map((member) => member.output)).map((weight) => weight / members.length);
  return { ...first, linear, hidden, output };
}

/** Layers with the same inputs as one layer with all their outputs. */
function sideBySide(layers: readonly RankerLayer[]): RankerLayer {
  const { inputs } = layers[0];
  return place(layers, inputs, () => 0);
}

/** Layers with inputs of their own as one layer in which they do not touch. */
function diagonal(layers: readonly RankerLayer[]): RankerLayer {
  return place(
    layers,
    sumOf(layers, (layer) => layer.inputs),
    (n) => sumOf(layers.slice(0, n), (layer) => layer.inputs),
  );
}

function place(layers: readonly RankerLayer[], inputs: number, firstRow: (n: number) => number): RankerLayer {
  const outputs = sumOf(layers, (layer) => layer.outputs);
  const weights = new Float32Array(inputs * outputs);
  let firstColumn = 0;
  for (const [n, layer] of layers.entries()) {
    for (let row = 0; row < layer.inputs; row++) {
      const values = layer.weights.subarray(row * layer.outputs, (row + 1) * layer.outputs);
      weights.set(values, (firstRow(n) + row) * outputs + firstColumn);
    }
    firstColumn += layer.outputs;
  }
  return { inputs, outputs, weights, biases: joined(layers.map((layer) => layer.biases)) };
}

function joined(parts: readonly Float32Array[]): Float32Array {
  return Float32Array.from(parts.flatMap((part) => Array.from(part)));
}

function sumOf<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((sum, value) => sum + of(value), 0);
}
