import type { InteractionRecord } from '../../domain/records.js';
import type { Projection } from '../../graph/projection/projection.js';
import { situationText } from '../../graph/records/situation-text.js';
import type { FrozenQuery, RankingQuery } from '../../recommend/evaluation/evaluation-task.js';
import type { HeldOutEvents } from '../../recommend/fitting/hold-out.js';
import { domainOf } from './domain-pairs.js';
import type { FrozenList } from './read-negatives.js';

/**
 * One query a user and scene, with the items that the user took there. A row that tells its situation is a query of its
 * own, because the published figures of such data ask for the one item that was used next.
 */
export function rankingQueries(
  test: readonly InteractionRecord[],
  valid: readonly InteractionRecord[],
  alwaysExcluded: readonly string[],
  domain: string | null = null,
): RankingQuery[] {
  const validItems = new Map<string, string[]>();
  for (const { userId, itemId } of valid) append(validItems, userId, itemId);
  const groups = new Map<string, InteractionRecord[]>();
  for (const event of test) {
    append(groups, JSON.stringify([event.userId, event.sceneId, situationText(event.context)]), event);
  }
  const queries = [...groups.values()].flatMap((events) =>
    Object.keys(events[0].context).length === 0 ? [events] : events.map((event) => [event]),
  );
  return queries.map((events) => ({
    domain,
    userId: events[0].userId,
    sceneId: events[0].sceneId,
    context: events[0].context,
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
export function frozenQueries(lists: readonly FrozenList[], projection: Projection): FrozenQuery[] {
  const { items } = projection;
  return lists
    .filter(({ itemId }) => items.has(itemId))
    .map((list) => ({
      ...list,
      domain: domainOf(projection, list.itemId),
      negativeItemIds: list.negativeItemIds.filter((id) => items.has(id)),
    }));
}

/**
 * The events of a validation file as numbers; unknown users and items are left out. Situations that no event of the
 * projection has are added to its table.
 */
export function toHeldOutEvents(projection: Projection, events: readonly InteractionRecord[]): HeldOutEvents {
  const byUser = new Map<number, InteractionRecord[]>();
  for (const event of events) {
    const user = projection.users.indexOf(event.userId);
    if (user >= 0 && projection.items.has(event.itemId)) append(byUser, user, event);
  }
  const columns = (of: (event: InteractionRecord) => number) =>
    Array.from(byUser.values(), (list) => Int32Array.from(list, of));
  return {
    users: Int32Array.from(byUser.keys()),
    items: columns(({ itemId }) => projection.items.indexOf(itemId)),
    scenes: columns(({ sceneId }) => (sceneId === null ? -1 : projection.scenes.indexOf(sceneId))),
    situations: columns(({ context }) => {
      const text = situationText(context);
      return text === null ? -1 : projection.situations.add(text);
    }),
  };
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
