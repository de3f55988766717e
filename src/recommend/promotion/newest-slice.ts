import type { Projection } from '../../graph/projection/projection.js';
import type { HeldOutPairs } from '../fitting/hold-out.js';
import { userHistory } from '../history.js';
import { hashText } from '../ranking/item-hashes.js';

/** The share of the users whose newest liked item no fit ever learns from. */
const USER_SHARE = 0.1;
/** Users with fewer liked items keep all of theirs. */
const FEWEST_ITEMS = 5;
/** More users would make a comparison slower than sharper. */
const MOST_USERS = 1_000;

/**
 * The newest liked item of every tenth user: what versions are compared on. Which users they are is decided by their
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

/** Of several items of the same time, or without any, the ids decide, so that every process takes the same one. */
function newestItem(projection: Projection, user: number): number {
  const { items, times, length } = userHistory(projection, user);
  let best = 0;
  for (let n = 1; n < length && times[n] === times[0]; n++) {
    if (hashText(projection.items.idOf(items[n])) < hashText(projection.items.idOf(items[best]))) best = n;
  }
  return items[best];
}
