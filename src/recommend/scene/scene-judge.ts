import type { SceneRecord } from '../../domain/records.js';
import type { Situation } from '../../domain/situation.js';

/** What a judge makes of a situation. */
export interface SceneOpinion {
  /** One of the scenes that were asked about; null when it is none of them. */
  readonly sceneId: string | null;
  /** In [0, 1]. */
  readonly confidence: number;
  /** Why, in a few words. */
  readonly reason: string;
}

/** Somebody who is asked when all rules are unsure, such as a language model. Slow, and may be wrong. */
export interface SceneJudge {
  /** Null when there is no opinion, such as when nobody can be asked. */
  judge(situation: Situation, scenes: readonly SceneRecord[], signal?: AbortSignal): Promise<SceneOpinion | null>;
}
