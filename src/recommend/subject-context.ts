import type { Projection } from '../graph/projection/projection.js';
import { degreeOf } from '../models/sparse/matrix-shape.js';
import type { WalkContext } from './candidates/candidate-channel.js';
import { userHistory, visitorHistory } from './history.js';
import { forgottenEntities } from './profile/forgotten-entities.js';
import type { Subject } from './recommendation.js';
import type { RequestResolver } from './request-resolver.js';

/** What a request says besides whom it is for. */
export type Moment = Pick<WalkContext, 'scene' | 'situation' | 'includesSeen' | 'nowMs'>;

/** What the walks start from, for a subject; an unknown user starts from nothing. */
export function subjectContext(
  projection: Projection,
  resolver: RequestResolver,
  subject: Subject,
  moment: Moment,
): WalkContext {
  if (subject.type === 'visitor') {
    const history = visitorHistory(resolver.nodes('Item', subject.likedItemIds));
    return { projection, user: -1, history, ...moment };
  }
  const user = projection.users.indexOf(subject.userId);
  return { projection, user, history: userHistory(projection, user), ...moment };
}

/** True when nothing is known about the subject: no liked item, no stated preference, no friend. */
export function isColdStart({ projection, user, history }: WalkContext): boolean {
  if (history.length > 0) return false;
  const prefers = projection.layer('User', 'PREFERS', 'Entity')?.forward;
  // What somebody wants forgotten is no preference.
  const forgotten = forgottenEntities(projection, user).size;
  const friends = projection.layer('User', 'FRIEND_OF', 'User')?.forward;
  return (
    (prefers === undefined || degreeOf(prefers, user) === forgotten) &&
    (friends === undefined || degreeOf(friends, user) === 0)
  );
}

/** The items that the subject has met in any way: liked, rejected, or in any event. */
export function seenItems({ projection, user, history }: WalkContext): Set<number> {
  const { events } = projection;
  const seen = new Set(history.items.subarray(0, history.length));
  for (let event = events.newestOf(user); event >= 0; event = events.previous[event]) seen.add(events.items[event]);
  for (const item of rejectedItems({ projection, user })) seen.add(item);
  return seen;
}

/** The items whose newest event speaks against them. */
export function rejectedItems({ projection, user }: Pick<WalkContext, 'projection' | 'user'>): Int32Array {
  const { rejections } = projection;
  if (user < 0 || user >= rejections.rowCount) return new Int32Array(0);
  return rejections.targets.subarray(rejections.starts[user], rejections.ends[user]);
}
