import type { InteractionRecord } from '../../domain/records.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { FrozenQuery, RankingQuery } from '../../recommend/evaluation/evaluation-task.js';
import type { HeldOutPairs } from '../../recommend/fitting/hold-out.js';

/** One query a user and scene, with the items that the user took there. */
export function rankingQueries(
  test: readonly InteractionRecord[],
  valid: readonly InteractionRecord[],
  alwaysExcluded: readonly string[],
): RankingQuery[] {
  const validItems = new Map<string, string[]>();
  for (const { userId, itemId } of valid) append(validItems, userId, itemId);
  const groups = new Map<string, InteractionRecord[]>();
  for (const event of test) append(groups, JSON.stringify([event.userId, event.sceneId]), event);
  return [...groups.values()].map((events) => ({
    userId: events[0].userId,
    sceneId: events[0].sceneId,
    excludedItemIds: [...(validItems.get(events[0].userId) ?? []), ...alwaysExcluded],
    relevantItemIds: [...new Set(events.map(({ itemId }) => itemId))],
  }));
}

/** With cold items only they compete. */
export function excludedForCold(projection: Projection, coldItems: ReadonlySet<string>): string[] {
  if (coldItems.size === 0) return [];
  return Array.from({ length: projection.items.size }, (_, item) => projection.items.idOf(item)).filter(
    (id) => !coldItems.has(id),
  );
}

/** The lists whose test item is known, with the negatives that are. */
export function frozenQueries(queries: readonly FrozenQuery[], { items }: Projection): FrozenQuery[] {
  return queries
    .filter(({ itemId }) => items.has(itemId))
    .map((query) => ({ ...query, negativeItemIds: query.negativeItemIds.filter((id) => items.has(id)) }));
}

/** The pairs of a validation file as numbers; unknown users and items are left out. */
export function toHeldOutPairs(projection: Projection, events: readonly InteractionRecord[]): HeldOutPairs {
  const byUser = new Map<number, number[]>();
  for (const { userId, itemId } of events) {
    const user = projection.users.indexOf(userId);
    const item = projection.items.indexOf(itemId);
    if (user >= 0 && item >= 0) append(byUser, user, item);
  }
  return {
    users: Int32Array.from(byUser.keys()),
    items: Array.from(byUser.values(), (items) => Int32Array.from(items)),
  };
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
