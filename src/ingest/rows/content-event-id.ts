import { hash } from 'node:crypto';
import type { InteractionRecord } from '../../domain/records.js';

/**
 * The id of an event that comes without one: a hash of its content, so that reading the same row again records
 * nothing new. Two events of a user that say the same are one.
 */
export function contentEventId(event: Omit<InteractionRecord, 'eventId'>): string {
  const { userId, itemId, kind, value, at, sceneId, context } = event;
  const facets = Object.keys(context)
    .sort()
    .map((facet) => [facet, context[facet]]);
  const content = JSON.stringify([userId, itemId, kind, value, at, sceneId, facets]);
  return hash('sha256', content, 'hex').slice(0, 32);
}
