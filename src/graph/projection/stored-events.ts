import type { CallOptions, KnowledgeGraph, Row } from '../knowledge-graph.js';
import type { RenewedEvents } from '../writes/committed-write.js';
import { interactionKindNumber } from './interaction-kind-number.js';
import type { Projection } from './projection.js';

/** An event as the projection keeps it, in numbers. */
export interface StoredEvent {
  readonly item: number;
  readonly kind: number;
  readonly scene: number;
  readonly situation: number;
  readonly strength: number;
  readonly time: number;
}

/** What a user's events say about items. */
export interface SettledPairs {
  /** By item the strength of the strongest event, when the newest one does not speak against the item. */
  readonly liked: ReadonlyMap<number, number>;
  readonly rejected: ReadonlySet<number>;
}

/** All events of some users, as the store has them. */
export function readEvents(
  graph: KnowledgeGraph,
  userIds: readonly string[],
  options: CallOptions,
): Promise<RenewedEvents[]> {
  return graph.read<RenewedEvents & Row>({ key: 'projection/events-of-users', parameters: { ids: userIds } }, options);
}

/**
 * The events by user number, each user's in the order of arrival. An event whose user or item is newer than the
 * projection is left out: the change that tells of the node comes later, and with it the user's events once more.
 */
export function eventsByUser(projection: Projection, rows: readonly RenewedEvents[]): Map<number, StoredEvent[]> {
  const byUser = new Map<number, (StoredEvent & { readonly arrival: number })[]>();
  for (const row of rows) {
    const user = projection.users.indexOf(row.user);
    if (user < 0) continue;
    const list = byUser.get(user) ?? [];
    byUser.set(user, list);
    const kind = interactionKindNumber(row.kind);
    const scene = row.scene === '' ? -1 : projection.scenes.indexOf(row.scene);
    const situation = row.situation === '' ? -1 : projection.situations.add(row.situation);
    for (let k = 0; k < row.items.length; k++) {
      const item = projection.items.indexOf(row.items[k]);
      if (item < 0) continue;
      const [strength, time, arrival] = [row.strengths[k], row.times[k], row.arrivals[k]];
      list.push({ item, kind, scene, situation, strength, time, arrival });
    }
  }
  for (const list of byUser.values()) list.sort((a, b) => a.arrival - b.arrival);
  return byUser;
}

/** The same rule as `settlePair`, for all pairs of one user in one pass over the events in order of arrival. */
export function settlePairs(events: readonly StoredEvent[]): SettledPairs {
  const pairs = new Map<number, { newestTime: number; newestStrength: number; strongest: number }>();
  for (const { item, strength, time } of events) {
    const pair = pairs.get(item);
    if (pair === undefined) {
      pairs.set(item, { newestTime: time, newestStrength: strength, strongest: strength });
      continue;
    }
    if (time >= pair.newestTime) {
      pair.newestTime = time;
      pair.newestStrength = strength;
    }
    if (strength > pair.strongest) pair.strongest = strength;
  }
  const liked = new Map<number, number>();
  const rejected = new Set<number>();
  for (const [item, { newestStrength, strongest }] of pairs) {
    if (newestStrength > 0) liked.set(item, strongest);
    else rejected.add(item);
  }
  return { liked, rejected };
}
