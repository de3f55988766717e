/** What is known of a stored version of a model. */
export interface ModelFacts {
  readonly name: string;
  readonly version: string;
  readonly createdAtMs: number;
  /** True for the version that answers are made with. */
  readonly isServed: boolean;
  /** True for the version that a rollback returns to. */
  readonly isPrevious: boolean;
  /** On how much data it was fitted. */
  readonly dataFingerprint: string;
  readonly hyperParameters: unknown;
  readonly metrics: Readonly<Record<string, number>>;
  readonly bytes: number;
  readonly promotions: readonly PromotionFacts[];
  /** The training that made it; null when it was made in another way. */
  readonly trainingRunId: string | null;
  /** Why nothing more is known of it, such as a damaged manifest; null when all is well. */
  readonly problem: string | null;
}

/** Why a version began to serve. */
export interface PromotionFacts {
  readonly atMs: number;
  readonly reason: string;
  readonly isForced: boolean;
}

/** Where a training stands; one whose process died stays `running`. */
export type TrainingStatus = 'running' | 'finished' | 'failed' | 'stopped';

/** What one pass over the training examples gave. */
export interface EpochFacts {
  /** Counts from 1 within its phase. */
  readonly epoch: number;
  /** Spent on learning, without the validation. */
  readonly seconds: number;
  readonly examples: number;
  /** Of the last step of the epoch. */
  readonly learningRate: number;
  /** Mean losses by task, and `loss` for their sum, on the examples learned from. */
  readonly train: Readonly<Record<string, number>>;
  /** Losses and metrics on the examples held out. */
  readonly valid: Readonly<Record<string, number>>;
}

/** The epochs of one part of a training, such as the teacher's or the student's. */
export interface PhaseFacts {
  readonly name: string;
  readonly epochs: readonly EpochFacts[];
}

/** The history of one training, as its log, a report and a client see it. */
export interface TrainingFacts {
  readonly id: string;
  readonly model: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  readonly status: TrainingStatus;
  readonly seed: number;
  readonly settings: unknown;
  readonly phases: readonly PhaseFacts[];
  /** Why it failed or stopped. */
  readonly message: string | null;
}

/** What happens in a training at one moment. */
export interface TrainingProgress {
  readonly runId: string;
  readonly status: TrainingStatus;
  /** What is being done. */
  readonly step: string;
  /** The part of the training whose epoch has just ended; null when none has. */
  readonly phase: string | null;
  readonly epoch: EpochFacts | null;
  /** How it ended, in sentences. */
  readonly message: string | null;
}

/** How well a version foresees what users took last. */
export interface EvaluationFacts {
  readonly version: string;
  /** How many users have a held-out item. */
  readonly users: number;
  /** Means over the users, by `name@length`. */
  readonly metrics: Readonly<Record<string, number>>;
  /** The 95 % interval of NDCG@20. */
  readonly ndcg20: { readonly low: number; readonly high: number };
}

/** What may be chosen for a training; null takes the usual. */
export interface TrainingWish {
  readonly seed: number | null;
  /** How many points each search of hyper-parameters looks at. */
  readonly trials: number | null;
}

/** The stored models and their trainings, as clients of the API see them. */
export interface ModelRegistry {
  /** All versions of all models, the newest first. */
  models(): Promise<readonly ModelFacts[]>;
  /** The ids of all trainings, the newest first. */
  runIds(): Promise<readonly string[]>;
  /** A training, or null when none has the id. */
  run(id: string): Promise<TrainingFacts | null>;
  /** Begins a training and resolves with it; TRAINING_RUNNING when one is running. */
  startTraining(wish: TrainingWish): Promise<TrainingFacts>;
  /** What happens from now on in one training, until its end, or in all for null; NOT_FOUND for an unknown one. */
  progress(runId: string | null): Promise<AsyncIterable<TrainingProgress>>;
  /** Measures a version on the newest held-out items; for null the one that serves. */
  evaluate(version: string | null): Promise<EvaluationFacts>;
}
