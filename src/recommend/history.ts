import type { Projection } from '../graph/projection/projection.js';
import type { History } from './candidates/candidate-channel.js';

export const EMPTY_HISTORY: History = {
  length: 0,
  items: new Int32Array(0),
  strengths: new Float32Array(0),
  times: new Float64Array(0),
  scenes: new Int32Array(0),
};

/**
 * Walks start from so many liked items at most, the newest. Further ones hardly change a ranking, and a request of
 * the one user in a hundred who has more would take several times as long as all others.
 */
const MOST_LIKED_ITEMS = 400;

/** The liked items of a user, newest first; empty for an unknown user (-1). */
export function userHistory(projection: Projection, user: number): History {
  const { userItems, events } = projection;
  const degree = user < 0 ? 0 : userItems.degree(user);
  if (degree === 0) return EMPTY_HISTORY;
  const start = userItems.starts[user];
  const placeOf = new Map<number, number>();
  for (let n = 0; n < degree; n++) placeOf.set(userItems.targets[start + n], n);
  const times = new Float64Array(degree);
  const scenes = new Int32Array(degree).fill(-1);
  // The chain runs from the last arrival back, so of two events with the same time the later arrival is met first.
  const newestEvents = new Int32Array(degree).fill(-1);
  for (let event = events.newestOf(user); event >= 0; event = events.previous[event]) {
    const place = placeOf.get(events.items[event]);
    if (place === undefined) continue;
    if (newestEvents[place] >= 0 && events.times[event] <= times[place]) continue;
    newestEvents[place] = event;
    times[place] = events.times[event];
    scenes[place] = events.scenes[event];
  }
  const order = Array.from({ length: degree }, (_, n) => n);
  order.sort((a, b) => times[b] - times[a] || newestEvents[b] - newestEvents[a]);
  const newest = order.slice(0, MOST_LIKED_ITEMS);
  return {
    length: newest.length,
    items: Int32Array.from(newest, (n) => userItems.targets[start + n]),
    strengths: Float32Array.from(newest, (n) => userItems.weights[start + n]),
    times: Float64Array.from(newest, (n) => times[n]),
    scenes: Int32Array.from(newest, (n) => scenes[n]),
  };
}

/** The history of a visitor of whom only some liked items are known; each counts once. */
export function visitorHistory(items: readonly number[]): History {
  const distinct = [...new Set(items)];
  return {
    length: distinct.length,
    items: Int32Array.from(distinct),
    strengths: new Float32Array(distinct.length).fill(1),
    times: new Float64Array(distinct.length),
    scenes: new Int32Array(distinct.length).fill(-1),
  };
}
