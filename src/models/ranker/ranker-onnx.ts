import type { TaskName } from '../../domain/objectives.js';
import { exportForward } from '../autodiff/export-forward.js';
import { type RankerWeights, servingNetwork } from './ranker-weights.js';

/** The names by which a ranker's tensors are known; a ranker of one's own must have them too. */
export const RANKER_INPUT = 'features';
export const RANKER_OUTPUTS = ['score', 'linear'] as const;

/** The output that holds the scores of a task. */
export function taskOutput(task: TaskName): string {
  return `score.${task}`;
}

/**
 * A ranker as the bytes of an ONNX model: `features` [n, F] -> `score` [n], `linear` [n, F], what each feature earned
 * of the score, and `score.<task>` [n] for each task that it has a head for. Standardisation is inside the model.
 */
export function exportRankerOnnx(ranker: RankerWeights): Uint8Array {
  const { score, linear, tasks } = servingNetwork(ranker, RANKER_INPUT);
  const byTask = Object.fromEntries(Array.from(tasks, ([task, value]) => [taskOutput(task), value]));
  return exportForward('ranker', { score, linear, ...byTask }, ranker.values);
}
