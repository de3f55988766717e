import type { TaskName } from '../../domain/objectives.js';

/** Scores of candidates, and how much of each score every feature earned in the ranker's linear part. */
export interface RankedScores {
  readonly scores: Float32Array;
  /** rows × features, row after row; the rest of a score is the non-linear part. */
  readonly linear: Float32Array;
  /** Scores by which to rank for one task alone; absent where the ranker knows no tasks. */
  readonly tasks?: ReadonlyMap<TaskName, Float32Array>;
}

/** Turns feature rows (FEATURE_NAMES of features.ts) into scores. */
export interface Ranker {
  readonly version: string;
  score(features: Float32Array, rows: number): Promise<RankedScores>;
  /** Frees what it holds outside of JavaScript; it cannot score afterwards. */
  release?(): Promise<void>;
}
