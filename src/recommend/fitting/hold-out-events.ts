import { seededRandom, shuffle } from '../../domain/random.js';
import { EntryList } from '../../graph/projection/entry-list.js';
import { EventLog } from '../../graph/projection/event-log.js';
import { GrowingCsr } from '../../graph/projection/growing-csr.js';
import { Projection } from '../../graph/projection/projection.js';
import { type StoredEvent, settlePairs } from '../../graph/projection/stored-events.js';
import { chooseHeldOutPairs, copyEvent, type Holdout, withoutPairs, withSituations } from './hold-out.js';

/** Data in which more than this share of the events repeats a pair are of things that are taken again and again. */
const REPEATED_SHARE = 0.3;
const FEWEST_EVENTS = 4;

/**
 * Holds out a share of what every user liked: pairs, with all events of each, or single events where users take the
 * same items again, because there an answer is judged by what is taken next and not by what is new.
 */
export function holdOut(projection: Projection, share: number, seed: number): Holdout {
  if (repeatedShare(projection) > REPEATED_SHARE) return holdOutEvents(projection, share, seed);
  const heldOut = withSituations(projection, chooseHeldOutPairs(projection, share, seed));
  return { training: withoutPairs(projection, heldOut), heldOut };
}

/** The share of the liked events that repeat an earlier one of the same user and item. */
function repeatedShare({ events, userItems }: Projection): number {
  let liked = 0;
  for (let event = 0; event < events.length; event++) {
    if (events.users[event] >= 0 && events.strengths[event] > 0) liked++;
  }
  return liked === 0 ? 0 : Math.max(0, 1 - userItems.entryCount / liked);
}

function holdOutEvents(projection: Projection, share: number, seed: number): Holdout {
  const { events, userItems } = projection;
  const random = seededRandom(seed);
  const isHidden = new Uint8Array(events.length);
  const users: number[] = [];
  const chosen: Int32Array[] = [];
  for (let user = 0; user < userItems.rowCount; user++) {
    const own: number[] = [];
    for (let event = events.newestOf(user); event >= 0; event = events.previous[event]) {
      if (events.strengths[event] > 0 && userItems.has(user, events.items[event])) own.push(event);
    }
    if (own.length < FEWEST_EVENTS) continue;
    shuffle(own, random);
    own.sort((a, b) => events.times[b] - events.times[a]);
    const hidden = Int32Array.from(own.slice(0, Math.max(1, Math.round(own.length * share))));
    for (const event of hidden) isHidden[event] = 1;
    users.push(user);
    chosen.push(hidden);
  }
  return {
    training: withoutEvents(projection, isHidden),
    heldOut: {
      users: Int32Array.from(users),
      items: chosen.map((hidden) => hidden.map((event) => events.items[event])),
      scenes: chosen.map((hidden) => hidden.map((event) => events.scenes[event])),
      situations: chosen.map((hidden) => hidden.map((event) => events.situations[event])),
    },
  };
}

/** A projection without some events, and with the pairs that follow from the others. */
function withoutEvents(projection: Projection, isHidden: Uint8Array): Projection {
  const { events, users, items } = projection;
  const kept = new EventLog(Math.max(64, events.length), Math.max(16, users.size));
  const byUser = Array.from({ length: users.size }, (): StoredEvent[] => []);
  for (let event = 0; event < events.length; event++) {
    const user = events.users[event];
    if (user < 0 || isHidden[event] === 1) continue;
    copyEvent(events, event, kept);
    byUser[user].push({
      item: events.items[event],
      kind: events.kinds[event],
      scene: events.scenes[event],
      situation: events.situations[event],
      strength: events.strengths[event],
      time: events.times[event],
    });
  }
  const liked = new EntryList();
  const rejected = new EntryList();
  for (const [user, list] of byUser.entries()) {
    const pairs = settlePairs(list);
    for (const [item, strength] of pairs.liked) liked.add(user, item, strength);
    for (const item of pairs.rejected) rejected.add(user, item, 1);
  }
  const pairs = liked.finished();
  const refused = rejected.finished();
  return Object.assign(new Projection(), projection, {
    events: kept,
    userItems: GrowingCsr.fromEntries(users.size, items.size, pairs.rows, pairs.columns, pairs.weights),
    itemUsers: GrowingCsr.fromEntries(items.size, users.size, pairs.columns, pairs.rows, pairs.weights),
    rejections: GrowingCsr.fromEntries(users.size, items.size, refused.rows, refused.columns, refused.weights),
  });
}
