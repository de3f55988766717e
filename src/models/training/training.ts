import type { Random } from '../../domain/random.js';
import type { EpochFacts } from '../../domain/trained-models.js';
import { LOSS } from '../autodiff/training-graph.js';
import type { OnnxSessionOptions } from '../onnx/onnx-session.js';
import { DEFAULT_ADAM } from './adam-optimiser.js';
import type { OptimiserSettings } from './create-optimiser.js';
import type { Validation } from './forward-pass.js';
import type { LearningRateSchedule } from './learning-rate.js';
import type { Batches, ParameterValues, TrainableModel } from './trainable-model.js';

/** How a model is trained. */
export interface TrainingSettings {
  readonly optimiser: OptimiserSettings;
  readonly schedule: LearningRateSchedule;
  /** Gradients longer than this are shortened to it (Pascanu et al. 2013); null leaves them as they are. */
  readonly clipNorm: number | null;
  /** Most passes over the examples. */
  readonly epochs: number;
  /** Epochs without a better figure before training stops. */
  readonly patience: number;
  /** The figure of the validation that decides. */
  readonly monitor: { readonly name: string; readonly better: 'lower' | 'higher' };
  readonly seed: number;
}

/** Usual settings: Adam at 0.001, stopped by the held-out loss. */
export const DEFAULT_TRAINING: TrainingSettings = {
  optimiser: DEFAULT_ADAM,
  schedule: { kind: 'constant', learningRate: 0.001 },
  clipNorm: null,
  epochs: 20,
  patience: 3,
  monitor: { name: LOSS, better: 'lower' },
  seed: 1,
};

/** A training to be run. */
export interface Training {
  readonly model: TrainableModel;
  /** Changed in place; at the end they are the best ones. */
  readonly values: ParameterValues;
  /** Which parameters are learned; all where this is absent. */
  readonly isLearned?: (name: string) => boolean;
  readonly settings: TrainingSettings;
  /**
   * The batches of an epoch. They must follow from the epoch and the random numbers alone, which are the same ones
   * after a resumption.
   */
  readonly batches: (epoch: number, random: Random) => Batches;
  /** Measures after every epoch; without it all epochs are run and the last parameters are kept. */
  readonly validate: Validation | null;
  readonly session: OnnxSessionOptions;
  /** Keeps parameters within bounds; called after every step. */
  readonly project?: (values: ParameterValues) => void;
  /** Where the state is stored after every epoch, and every so many steps; a state that is there is gone on from. */
  readonly checkpoint?: { readonly folder: string; readonly everySteps: number | null };
  readonly signal?: AbortSignal;
  readonly onStep?: (event: StepEvent) => void;
  readonly onEpoch?: (record: EpochFacts) => void | Promise<void>;
  /** Milliseconds; tells how long epochs took. */
  readonly clock: () => number;
}

/** What a progress bar shows. */
export interface StepEvent {
  readonly epoch: number;
  /** Of this epoch, from 1. */
  readonly batch: number;
  /** Examples of this epoch so far. */
  readonly examples: number;
  readonly loss: number;
}

/** What came out of a training; the parameters are in `values`. */
export interface TrainingOutcome {
  readonly records: readonly EpochFacts[];
  /** The epoch whose parameters were kept; 0 where none was better than the first values. */
  readonly bestEpoch: number;
  /** Its figure; null without a validation. */
  readonly bestFigure: number | null;
  readonly steps: number;
}
