import type { Projection } from '../../graph/projection/projection.js';
import type { HeldOutPairs } from '../fitting/hold-out.js';
import { hashText } from '../ranking/item-hashes.js';

/** The share of the users whose newest liked item no fit ever learns from. */
const USER_SHARE = 0.1;
/** Users with fewer liked items keep all of theirs. */
const FEWEST_ITEMS = 5;
/** More users would make a comparison slower than sharper. */
const MOST_USERS = 1_000;

/**
 * The newest item of every tenth user: what versions are compared on. Which users they are is decided by their
 * ids alone, and each fit is made without the slice of its time. So a version has not seen the slice of any later time
 * either: the newest item of such a user is one that was held out before, or one that came after the fit.
 */
export function newestSlice(projection: Projection): HeldOutPairs {
  const chosen: { readonly user: number; readonly hash: number }[] = [];
  for (let user = 0; user < projection.userItems.rowCount; user++) {
    if (projection.userItems.degree(user) < FEWEST_ITEMS) continue;
    const hash = hashText(`slice ${projection.users.idOf(user)}`);
    if (hash < USER_SHARE * 2 ** 32) chosen.push({ user, hash });
  }
  const kept = chosen.sort((a, b) => a.hash - b.hash).slice(0, MOST_USERS);
  return {
    users: Int32Array.from(kept, ({ user }) => user),
    items: kept.map(({ user }) => Int32Array.of(newestItem(projection, user))),
  };
}

/**
 * The item that the user came upon last: an old one that is used again was seen by earlier fits. Of several items of
 * the same time, or without any, the ids decide, so that every process takes the same one.
 */
function newestItem({ userItems, events, items }: Projection, user: number): number {
  const liked = userItems.targets.subarray(userItems.starts[user], userItems.ends[user]);
  const firstTimes = new Map<number, number>(Array.from(liked, (item) => [item, Number.POSITIVE_INFINITY]));
  for (let event = events.newestOf(user); event >= 0; event = events.previous[event]) {
    const item = events.items[event];
    const time = firstTimes.get(item);
    if (time !== undefined) firstTimes.set(item, Math.min(time, events.times[event]));
  }
  let best = liked[0];
  for (const item of liked) {
    const later = (firstTimes.get(item) ?? 0) - (firstTimes.get(best) ?? 0);
    if (later > 0 || (later === 0 && hashText(items.idOf(item)) < hashText(items.idOf(best)))) best = item;
  }
  return best;
}
