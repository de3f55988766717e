import type { RankScores } from '../../../src/models/ranker/onnx-ranker.js';
import { CLIP, type RankerLayer, type RankerWeights } from '../../../src/models/ranker/ranker-weights.js';

/** The ranker in plain arithmetic: what the exported model must give too. */
export function rankScores(weights: RankerWeights, features: Float32Array, rows: number): RankScores {
  const { means, deviations, hidden, output } = weights;
  const featureCount = means.length;
  const scores = new Float32Array(rows);
  const linear = new Float32Array(rows * featureCount);
  const standardised = new Float32Array(featureCount);
  for (let row = 0; row < rows; row++) {
    let score = 0;
    for (let f = 0; f < featureCount; f++) {
      const value = features[row * featureCount + f];
      linear[row * featureCount + f] = (value * weights.linear[f]) / deviations[f];
      score += linear[row * featureCount + f];
      standardised[f] = Math.min(CLIP, Math.max(-CLIP, (value - means[f]) / deviations[f]));
    }
    let values: Float32Array = standardised;
    for (const layer of hidden) values = activate(layer, values);
    for (let k = 0; k < output.length; k++) score += output[k] * values[k];
    scores[row] = score;
  }
  return { scores, linear };
}

function activate(layer: RankerLayer, values: Float32Array): Float32Array {
  const result = layer.biases.slice();
  for (let row = 0; row < layer.inputs; row++) {
    const value = values[row];
    if (value === 0) continue;
    const at = row * layer.outputs;
    for (let column = 0; column < layer.outputs; column++) result[column] += value * layer.weights[at + column];
  }
  for (let column = 0; column < layer.outputs; column++) if (result[column] < 0) result[column] = 0;
  return result;
}
