import { IsthmusError } from '../../domain/errors.js';
import type { SceneChoice, Subject } from '../../recommend/recommendation.js';

/** Options that say for whom. */
export interface SubjectOptions {
  readonly user?: string;
  readonly liked?: string[];
  readonly scene?: string;
}

/** The subject of `--user` or `--liked`, of which exactly one has to be given. */
export function subjectOf({ user, liked }: SubjectOptions): Subject {
  if ((user === undefined) === (liked === undefined)) {
    throw new IsthmusError('INVALID_ARGUMENT', 'Give either --user <id> or --liked <item ids>.');
  }
  return user === undefined ? { type: 'visitor', likedItemIds: liked ?? [] } : { type: 'user', userId: user };
}

/** The scene of `--scene`. */
export function sceneOf({ scene }: SubjectOptions): SceneChoice {
  return scene === undefined ? { type: 'none' } : { type: 'scene', sceneId: scene };
}
