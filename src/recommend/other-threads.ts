import type { Explanation } from '../domain/explanation.js';
import type { RecommendationPage } from './recommendation.js';
import type { ExplainTask, RecommendTask } from './workers/task.js';

/**
 * Threads that answer in the place of the caller's, with the same answers. Each call resolves with null when no
 * thread is ready, and the caller answers by itself; it rejects with the signal's reason when that comes first.
 */
export interface OtherThreads {
  recommend(task: RecommendTask, signal: AbortSignal | undefined): Promise<RecommendationPage | null>;
  explain(task: ExplainTask, signal: AbortSignal | undefined): Promise<Explanation | null>;
}
