import type { InteractionRecord } from '../domain/records.js';
import type { InteractionOutcome } from '../graph/writes/plan-interactions.js';
import { Problem } from '../schema/mutations/problem.type.js';
import type { CheckedEvent } from './feedback-event.js';
import type { RequestContext } from './request-context.js';

/** How much of a user's newest history is searched for an event that was sent before without a time. */
const RECENT_EVENTS = 1_000;

/** Writes events and tells what became of each; nothing is sent to the store when there is none. */
export async function recordEvents(
  events: readonly CheckedEvent[],
  createMissingUsers: boolean,
  context: RequestContext,
): Promise<InteractionOutcome[]> {
  if (events.length === 0) return [];
  const records = events.map((event) => event.record);
  const { services, deadline } = context;
  const outcomes = await deadline.within(services.writer.recordInteractions(records, { createMissingUsers }));
  return Promise.all(
    outcomes.map((outcome, index) => (outcome === 'conflict' ? settleConflict(events[index], context) : outcome)),
  );
}

/** An event without a time got the server's, which differs each time it is sent; all else being equal it is the same. */
async function settleConflict(
  { record, isTimeAssumed }: CheckedEvent,
  { services, deadline }: RequestContext,
): Promise<InteractionOutcome> {
  if (!isTimeAssumed) return 'conflict';
  const { signal } = deadline;
  const recent = await deadline.within(services.reader.history(record.userId, null, RECENT_EVENTS, { signal }));
  const stored = recent.find(({ interaction }) => interaction.eventId === record.eventId)?.interaction;
  return stored !== undefined && contentOf(stored) === contentOf(record) ? 'duplicate' : 'conflict';
}

function contentOf({ itemId, kind, value, sceneId, context }: InteractionRecord): string {
  return JSON.stringify([itemId, kind, value, sceneId, Object.entries(context).sort()]);
}

/** What an outcome means to the client; null when the event is stored. */
export function outcomeProblem(outcome: InteractionOutcome, record: InteractionRecord, index: number): Problem | null {
  switch (outcome) {
    case 'recorded':
    case 'duplicate':
      return null;
    case 'conflict':
      return new Problem(
        'EVENT_CONFLICT',
        `The user already has an event "${record.eventId}" with other content. Give every event an id of its own.`,
        index,
      );
    case 'unknown-user':
      return new Problem(
        'NOT_FOUND',
        `There is no User with the id "${record.userId}". Add the user with upsertUsers, or set createMissingUsers.`,
        index,
      );
    case 'unknown-item':
      return new Problem('NOT_FOUND', `There is no Item with the id "${record.itemId}".`, index);
    case 'unknown-scene':
      return new Problem('NOT_FOUND', `There is no Scene with the id "${record.sceneId}".`, index);
    case 'unknown-kind':
    case 'invalid':
      return new Problem('INVALID_ARGUMENT', 'The event has an id, value or time that cannot be stored.', index);
  }
}
