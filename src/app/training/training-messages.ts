import type { RelationDeclaration } from '../../domain/ontology.js';
import type { EpochFacts } from '../../domain/trained-models.js';
import type { MediaVectors } from '../../graph/reads/media-vectors.js';
import type { FitOptions } from '../../recommend/fitting/fit-models.js';
import type { PromotionOutcome } from '../../recommend/promotion/train-version.js';
import type { TrainingEffort } from '../../recommend/training/training-effort.js';
import type { ProjectionCopy } from '../../recommend/workers/projection-copy.js';
import type { TaskFailure } from '../../recommend/workers/task-failure.js';
import type { FitConfig } from '../fit-store-of.js';

/** What a training thread is started with. */
export interface TrainingStartData {
  readonly config: FitConfig;
  readonly projection: ProjectionCopy;
  /** What items have besides texts. */
  readonly media: readonly MediaVectors[];
  readonly relations: readonly RelationDeclaration[];
  readonly nowMs: number;
  readonly job: TrainingJob;
}

/** What a thread is to do: train and promote a version, or measure one. */
export type TrainingJob =
  | { readonly type: 'train'; readonly options: Pick<FitOptions, 'seed' | 'trials' | 'runId'> & TrainingEffort }
  | { readonly type: 'evaluate'; readonly version: string };

/** How well a version does, without what only a comparison needs. */
export interface Measured {
  readonly version: string;
  readonly users: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly ndcg20: { readonly low: number; readonly high: number };
}

/** From the thread. `trained`, `measured` and `failed` are its last messages. */
export type FromTrainingThread =
  | { readonly type: 'step'; readonly step: string }
  | { readonly type: 'epoch'; readonly phase: string; readonly epoch: EpochFacts }
  | { readonly type: 'trained'; readonly outcome: PromotionOutcome }
  | { readonly type: 'measured'; readonly measured: Measured }
  | { readonly type: 'failed'; readonly failure: TaskFailure };
