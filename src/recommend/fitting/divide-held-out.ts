import { seededRandom, shuffle } from '../../domain/random.js';
import { type HeldOutEvents, heldOutOf } from './hold-out.js';

/** The share of the held-out users that may be spared for the examination of a ranker. */
const EXAMINED_SHARE = 0.15;
/** With fewer users than this, each of them teaches more than an examination would tell. */
const FEWEST_USERS = 100;

/** Divides held-out users by chance into those that a ranker may learn from and at most `limit` that it is examined on. */
export function divideHeldOut(
  heldOut: HeldOutEvents,
  limit: number,
  seed: number,
): { readonly forLearning: HeldOutEvents; readonly examined: HeldOutEvents } {
  const count = heldOut.users.length;
  const examinedCount = count < FEWEST_USERS ? 0 : Math.min(limit, Math.floor(count * EXAMINED_SHARE));
  const order = Int32Array.from(heldOut.users, (_, k) => k);
  shuffle(order, seededRandom(seed));
  return {
    forLearning: heldOutOf(heldOut, order.slice(examinedCount).sort()),
    examined: heldOutOf(heldOut, order.slice(0, examinedCount).sort()),
  };
}
