import { type Random, seededRandom, shuffle } from '../../domain/random.js';
import { EventLog } from '../../graph/projection/event-log.js';
import { GrowingCsr } from '../../graph/projection/growing-csr.js';
import { Projection } from '../../graph/projection/projection.js';

/** Pairs of users and items that were taken out of a projection, by user number. */
export interface HeldOutPairs {
  readonly users: Int32Array;
  /** For each entry of `users`, the numbers of the items that were held out. */
  readonly items: readonly Int32Array[];
}

/** Held-out pairs with where each was taken. A pair stands there several times when it was taken in several situations. */
export interface HeldOutEvents extends HeldOutPairs {
  /** Beside `items`: the number of the scene, or -1. */
  readonly scenes: readonly Int32Array[];
  /** Beside `items`: the number of the situation (SituationTable), or -1. */
  readonly situations: readonly Int32Array[];
}

export interface Holdout {
  /** The projection without what is held out; everything else is shared with the original. */
  readonly training: Projection;
  readonly heldOut: HeldOutEvents;
}

const FEWEST_PAIRS = 4;

/**
 * Chooses a share of every user's liked pairs for validation; users with fewer than four pairs keep all of theirs.
 * When the events carry times, the newest pairs are taken, because that is what serving has to foresee.
 */
export function chooseHeldOutPairs(projection: Projection, share: number, seed: number): HeldOutPairs {
  const random = seededRandom(seed);
  const users: number[] = [];
  const items: Int32Array[] = [];
  for (let user = 0; user < projection.userItems.rowCount; user++) {
    const degree = projection.userItems.degree(user);
    if (degree < FEWEST_PAIRS) continue;
    const count = Math.max(1, Math.round(degree * share));
    const start = projection.userItems.starts[user];
    const pairs = projection.userItems.targets.slice(start, start + degree);
    orderForHoldout(pairs, newestTimes(projection, user), random);
    users.push(user);
    items.push(pairs.slice(0, count));
  }
  return { users: Int32Array.from(users), items };
}

/** Takes pairs out of the events, the liked pairs and the rejections of a projection. */
export function withoutPairs(projection: Projection, heldOut: HeldOutPairs): Projection {
  const hidden = new Map(Array.from(heldOut.users, (user, k) => [user, new Set(heldOut.items[k])]));
  const isHidden = (user: number, item: number) => hidden.get(user)?.has(item) === true;

  const { events } = projection;
  const kept = new EventLog(Math.max(64, events.length), Math.max(16, projection.users.size));
  for (let event = 0; event < events.length; event++) {
    const user = events.users[event];
    const item = events.items[event];
    if (user < 0 || isHidden(user, item)) continue;
    copyEvent(events, event, kept);
  }
  const userItems = filterPairs(projection.userItems, isHidden);
  return Object.assign(new Projection(), projection, {
    events: kept,
    userItems,
    itemUsers: transpose(userItems, projection.items.size),
    rejections: filterPairs(projection.rejections, isHidden),
  });
}

/** The part of what is held out that belongs to some places in its list of users. */
export function heldOutOf({ users, items, scenes, situations }: HeldOutEvents, places: Int32Array): HeldOutEvents {
  return {
    users: Int32Array.from(places, (k) => users[k]),
    items: Array.from(places, (k) => items[k]),
    scenes: Array.from(places, (k) => scenes[k]),
    situations: Array.from(places, (k) => situations[k]),
  };
}

/** Held-out pairs with the scene and the situation of each one's newest event. */
export function withSituations({ events }: Projection, { users, items }: HeldOutPairs): HeldOutEvents {
  const newest = Array.from(users, (user, k) => {
    const places = new Map(Array.from(items[k], (item, place) => [item, place]));
    const found = new Int32Array(items[k].length).fill(-1);
    for (let event = events.newestOf(user); event >= 0; event = events.previous[event]) {
      const place = places.get(events.items[event]) ?? -1;
      if (place >= 0 && found[place] < 0) found[place] = event;
    }
    return found;
  });
  return {
    users,
    items,
    scenes: newest.map((found) => found.map((event) => (event < 0 ? -1 : events.scenes[event]))),
    situations: newest.map((found) => found.map((event) => (event < 0 ? -1 : events.situations[event]))),
  };
}

/** Appends an event of one log to another. */
export function copyEvent(from: EventLog, event: number, to: EventLog): void {
  const { users, items, times, scenes, strengths, kinds, situations } = from;
  to.append(users[event], items[event], times[event], scenes[event], strengths[event], kinds[event], situations[event]);
}

function orderForHoldout(pairs: Int32Array, times: ReadonlyMap<number, number>, random: Random): void {
  shuffle(pairs, random);
  if (times.size > 0) pairs.sort((a, b) => (times.get(b) ?? 0) - (times.get(a) ?? 0));
}

function newestTimes(projection: Projection, user: number): Map<number, number> {
  const { events } = projection;
  const times = new Map<number, number>();
  for (let event = events.newestOf(user); event >= 0; event = events.previous[event]) {
    const time = events.times[event];
    if (time > 0 && time > (times.get(events.items[event]) ?? 0)) times.set(events.items[event], time);
  }
  return times;
}

function filterPairs(matrix: GrowingCsr, isHidden: (row: number, column: number) => boolean): GrowingCsr {
  const rows: number[] = [];
  const columns: number[] = [];
  const weights: number[] = [];
  for (let row = 0; row < matrix.rowCount; row++) {
    for (let k = matrix.starts[row]; k < matrix.ends[row]; k++) {
      if (isHidden(row, matrix.targets[k])) continue;
      rows.push(row);
      columns.push(matrix.targets[k]);
      weights.push(matrix.weights[k]);
    }
  }
  return GrowingCsr.fromEntries(
    matrix.rowCount,
    matrix.columnCount,
    Int32Array.from(rows),
    Int32Array.from(columns),
    Float32Array.from(weights),
  );
}

function transpose(matrix: GrowingCsr, rowCount: number): GrowingCsr {
  const count = matrix.entryCount;
  const rows = new Int32Array(count);
  const columns = new Int32Array(count);
  const weights = new Float32Array(count);
  let next = 0;
  for (let row = 0; row < matrix.rowCount; row++) {
    for (let k = matrix.starts[row]; k < matrix.ends[row]; k++, next++) {
      rows[next] = matrix.targets[k];
      columns[next] = row;
      weights[next] = matrix.weights[k];
    }
  }
  return GrowingCsr.fromEntries(Math.max(rowCount, matrix.columnCount), matrix.rowCount, rows, columns, weights);
}
