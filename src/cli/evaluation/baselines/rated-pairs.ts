import { seededRandom, shuffle } from '../../../domain/random.js';
import type { InteractionRecord } from '../../../domain/records.js';
import { GrowingCsr } from '../../../graph/projection/growing-csr.js';
import type { Projection } from '../../../graph/projection/projection.js';
import type { Ratings } from '../../../models/baselines/ratings.js';
import { transpose } from '../../../models/sparse/matrix-shape.js';

/** Ratings as columns: who, what and how much. Users that training does not know are -1. */
export interface RatedPairs {
  readonly users: Int32Array;
  readonly items: Int32Array;
  readonly values: Float32Array;
}

/** True for an event that gives a rating; with `anyKind`, every event with a value does. */
export function isRating({ kind, value }: InteractionRecord, anyKind: boolean): boolean {
  return value !== null && (anyKind || kind === 'rate');
}

/** The ratings among events, in their order; events on items that are not in the projection are left out. */
export function ratedPairs(
  events: readonly InteractionRecord[],
  { users, items }: Projection,
  anyKind: boolean,
): RatedPairs {
  const rated = events.filter((event) => isRating(event, anyKind) && items.has(event.itemId));
  return {
    users: Int32Array.from(rated, ({ userId }) => users.indexOf(userId)),
    items: Int32Array.from(rated, ({ itemId }) => items.indexOf(itemId)),
    values: Float32Array.from(rated, ({ value }) => value ?? 0),
  };
}

/** Ratings as matrices; the last rating of a pair counts. */
export function ratingMatrices({ users, items, values }: RatedPairs, projection: Projection): Ratings {
  const userRatings = GrowingCsr.fromEntries(
    projection.users.size,
    projection.items.size,
    users,
    items,
    values,
    (_earlier, later) => later,
  );
  return { userRatings, itemRatings: transpose(userRatings) };
}

/** Takes a random share of the pairs apart. */
export function splitPairs(
  pairs: RatedPairs,
  share: number,
  seed: number,
): { readonly kept: RatedPairs; readonly heldOut: RatedPairs } {
  const order = Int32Array.from(pairs.users, (_, k) => k);
  shuffle(order, seededRandom(seed));
  const count = Math.round(order.length * share);
  const part = (places: Int32Array): RatedPairs => ({
    users: Int32Array.from(places, (k) => pairs.users[k]),
    items: Int32Array.from(places, (k) => pairs.items[k]),
    values: Float32Array.from(places, (k) => pairs.values[k]),
  });
  return { kept: part(order.slice(count).sort()), heldOut: part(order.slice(0, count).sort()) };
}
