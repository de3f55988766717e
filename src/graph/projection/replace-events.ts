import type { Projection } from './projection.js';
import { replaceRow } from './replace-row.js';
import { type StoredEvent, settlePairs } from './stored-events.js';

/**
 * Makes a user's events the given ones, which are in the order of arrival, and the user's pairs what follows from
 * them; returns whether anything was different. The log keeps what both have in common at the beginning, because rows
 * that are taken out of it stay unused: the usual case, a few new events at the end, wastes none.
 */
export function replaceEvents(projection: Projection, user: number, events: readonly StoredEvent[]): boolean {
  const { events: log, userItems, itemUsers, rejections } = projection;
  const chain: number[] = [];
  for (let event = log.newestOf(user); event >= 0; event = log.previous[event]) chain.push(event);
  chain.reverse();
  let same = 0;
  while (same < chain.length && same < events.length && isSame(projection, chain[same], events[same])) same++;
  if (same === chain.length && same === events.length) return false;
  log.removeNewest(user, chain.length - same);
  for (const { item, time, scene, strength, kind, situation } of events.slice(same)) {
    log.append(user, item, time, scene, strength, kind, situation);
  }
  const { liked, rejected } = settlePairs(events);
  replaceRow(userItems, itemUsers, user, liked);
  replaceRow(rejections, null, user, new Map(Array.from(rejected, (item) => [item, 1])));
  return true;
}

function isSame({ events }: Projection, event: number, stored: StoredEvent): boolean {
  return (
    events.items[event] === stored.item &&
    events.times[event] === stored.time &&
    events.scenes[event] === stored.scene &&
    events.situations[event] === stored.situation &&
    events.strengths[event] === Math.fround(stored.strength) &&
    events.kinds[event] === stored.kind
  );
}
