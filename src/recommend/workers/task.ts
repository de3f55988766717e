import type { Language } from '../../domain/nodes.js';
import type { RecommendationRequest, SceneChoice, Subject } from '../recommendation.js';

/** What a recommender is asked for when another thread can answer. */
export type Task = RecommendTask | ExplainTask;

/** A page of recommendations. */
export interface RecommendTask {
  readonly type: 'recommend';
  readonly request: RecommendationRequest;
  /** The time of the request in epoch milliseconds. */
  readonly nowMs: number;
}

/** Why one item stands where it stands. */
export interface ExplainTask {
  readonly type: 'explain';
  readonly subject: Subject;
  readonly itemId: string;
  readonly scene: SceneChoice;
  readonly language: Language;
  /** The time of the request in epoch milliseconds. */
  readonly nowMs: number;
}
