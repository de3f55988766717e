import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import type { MatrixInverse } from '../../models/onnx/matrix-inverse.js';
import { isRegressionFeasible } from './fit-channels.js';
import type { ModelSettings } from './model-settings.js';
import { tuneFactors } from './tune-factors.js';
import { fitKnowledge, tuneKnowledge } from './tune-knowledge.js';
import { tuneRegression } from './tune-regression.js';
import { tuneNeighbours, tuneWalk } from './tune-walks.js';
import type { ValidationSet } from './validation-set.js';

export interface TuneOptions {
  /** How many points each search looks at. */
  readonly trials: number;
  readonly seed: number;
  readonly invert: MatrixInverse;
  /** Told what is being done, for progress. */
  readonly onStep: (step: string) => void;
  readonly signal: AbortSignal | undefined;
}

const SIDE_NEIGHBOURS = 1000;

/** Searches the settings of every channel on held-out pairs of the training data. */
export async function tuneSettings(
  set: ValidationSet,
  text: SparseMatrix,
  { trials, seed, invert, onStep, signal }: TuneOptions,
): Promise<ModelSettings> {
  const step = (name: string) => {
    signal?.throwIfAborted();
    onStep(name);
  };
  step('tune collaborative walk');
  const walk = tuneWalk(set, trials, seed);
  step('tune neighbour walk');
  const neighbours = tuneNeighbours(set, trials, seed);
  step('tune knowledge walk');
  const knowledge = tuneKnowledge(set);
  step('tune factors');
  const factors = tuneFactors(set, seed);
  step('tune regression');
  const regression = isRegressionFeasible(set.training)
    ? await tuneRegression(set, { knowledge: fitKnowledge(set.training, knowledge, SIDE_NEIGHBOURS), text }, invert)
    : null;
  return { walk, neighbours, knowledge, factors, regression };
}
