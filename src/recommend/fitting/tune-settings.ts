import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import type { MatrixInverse } from '../../models/onnx/matrix-inverse.js';
import { isRegressionFeasible } from './fit-channels.js';
import type { HeldOutEvents } from './hold-out.js';
import type { ModelSettings } from './model-settings.js';
import { tuneFactors } from './tune-factors.js';
import { fitKnowledge, tuneKnowledge } from './tune-knowledge.js';
import { tuneRegression } from './tune-regression.js';
import { tuneSituation } from './tune-situation.js';
import { tuneNeighbours, tuneWalk } from './tune-walks.js';
import type { ValidationSet } from './validation-set.js';

export interface TuneOptions {
  /** How many points each search looks at. */
  readonly trials: number;
  readonly seed: number;
  /** What is held out, with where it was taken. */
  readonly heldOut: HeldOutEvents;
  readonly invert: MatrixInverse;
  /** Told what is being done; throws when the fit has been stopped. */
  readonly onStep: (step: string) => void;
}

const SIDE_NEIGHBOURS = 1000;

/** Searches the settings of every channel on held-out pairs of the training data. */
export async function tuneSettings(
  set: ValidationSet,
  text: SparseMatrix,
  { trials, seed, heldOut, invert, onStep }: TuneOptions,
): Promise<ModelSettings> {
  onStep('tune collaborative walk');
  const walk = tuneWalk(set, trials, seed);
  onStep('tune neighbour walk');
  const neighbours = tuneNeighbours(set, trials, seed);
  onStep('tune knowledge walk');
  const knowledge = tuneKnowledge(set);
  onStep('tune situations');
  const situation = tuneSituation(set.training, heldOut, { trials, seed });
  onStep('tune factors');
  const factors = tuneFactors(set, seed);
  onStep('tune regression');
  const regression = isRegressionFeasible(set.training)
    ? await tuneRegression(set, { knowledge: fitKnowledge(set.training, knowledge, SIDE_NEIGHBOURS), text }, invert)
    : null;
  return { walk, neighbours, knowledge, situation, factors, regression };
}
