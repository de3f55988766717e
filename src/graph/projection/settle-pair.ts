import type { Projection } from './projection.js';

/**
 * Sets the weight of a pair from its events. The newest by time, then by arrival, decides: when it speaks against the
 * item the pair is a rejection, otherwise the pair weighs as much as its strongest event.
 */
export function settlePair(projection: Projection, user: number, item: number): void {
  const { events, userItems, itemUsers, rejections } = projection;
  let newestTime = Number.NEGATIVE_INFINITY;
  let newestStrength = -1;
  let strongest = 0;
  // The chain runs from the last arrival to the first, so an equal time later in the walk is the older event.
  for (let event = events.newestOf(user); event >= 0; event = events.previous[event]) {
    if (events.items[event] !== item) continue;
    if (events.times[event] > newestTime) {
      newestTime = events.times[event];
      newestStrength = events.strengths[event];
    }
    if (events.strengths[event] > strongest) strongest = events.strengths[event];
  }
  if (newestStrength > 0) {
    userItems.set(user, item, strongest);
    itemUsers.set(item, user, strongest);
  } else {
    userItems.delete(user, item);
    itemUsers.delete(item, user);
  }
  if (newestStrength === 0) rejections.set(user, item, 1);
  else rejections.delete(user, item);
}
