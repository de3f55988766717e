import { exportForward } from '../autodiff/export-forward.js';
import { type RankerWeights, servingNetwork } from './ranker-weights.js';

/** The names by which a ranker's tensors are known; a ranker of one's own must have them too. */
export const RANKER_INPUT = 'features';
export const RANKER_OUTPUTS = ['score', 'linear'] as const;

/**
 * A ranker as the bytes of an ONNX model: `features` [n, F] -> `score` [n] and `linear` [n, F], what each feature
 * earned of the score. Standardisation is inside the model.
 */
export function exportRankerOnnx(ranker: RankerWeights): Uint8Array {
  const { score, linear } = servingNetwork(ranker, RANKER_INPUT);
  return exportForward('ranker', { score, linear }, ranker.values);
}
