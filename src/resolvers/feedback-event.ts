import { IsthmusError } from '../domain/errors.js';
import type { InteractionRecord } from '../domain/records.js';
import type { IssuedRecommendation, RecommendationIds } from '../recommend/ranking/recommendation-ids.js';
import { plainId } from '../schema/global-id.js';
import { FeedbackAttribution } from '../schema/mutations/feedback-attribution.type.js';
import type { FeedbackEventInput } from '../schema/mutations/feedback-event.input.js';
import { checkedRange, checkedText, invalidArgument } from './argument-checks.js';
import { checkedFacets } from './checked-facets.js';

/** An event of a client in the platform's words. */
export interface CheckedEvent {
  readonly record: InteractionRecord;
  readonly attribution: FeedbackAttribution | null;
  /** The client gave no time, so that the server's own stands in the record. */
  readonly isTimeAssumed: boolean;
}

const MAX_EVENT_ID_CHARACTERS = 200;
const DAY_MS = 86_400_000;

/** Checks one event and credits it to its recommendation; throws what is wrong with it. */
export function checkedEvent(input: FeedbackEventInput, issued: RecommendationIds, nowMs: number): CheckedEvent {
  const eventId = checkedText(input.eventId, MAX_EVENT_ID_CHARACTERS, 'eventId');
  if (eventId === null) throw invalidArgument('`eventId` is empty: give every event an id of its own.');
  const userId = plainId('User', input.userId, 'userId');
  const itemId = plainId('Item', input.itemId, 'itemId');
  const list = listOf(input, issued, userId);
  const rank = list === null ? 0 : list.itemIds.indexOf(itemId) + 1;
  const attribution = list === null || rank === 0 ? null : new FeedbackAttribution(list.modelVersion, rank);
  const ownScene = typeof input.sceneId === 'string' ? plainId('Scene', input.sceneId, 'sceneId') : null;
  const record: InteractionRecord = {
    eventId,
    userId,
    itemId,
    kind: input.kind,
    value: checkedValue(input),
    at: checkedTime(input.at ?? null, nowMs),
    sceneId: ownScene ?? list?.sceneId ?? null,
    context: {
      ...checkedFacets(input.context, 'context'),
      ...(attribution === null ? {} : { modelVersion: attribution.modelVersion, rank: String(attribution.rank) }),
    },
  };
  return { record, attribution, isTimeAssumed: input.at === null || input.at === undefined };
}

/** The recommendation that the event names; the signed id of another user's list is refused. */
function listOf(
  { recommendationId }: FeedbackEventInput,
  issued: RecommendationIds,
  userId: string,
): IssuedRecommendation | null {
  if (recommendationId === null || recommendationId === undefined) return null;
  const list = issued.read(recommendationId);
  if (list.subject.type === 'visitor' || list.subject.userId === userId) return list;
  throw new IsthmusError('INVALID_RECOMMENDATION_ID', 'The `recommendationId` was issued for another user.');
}

function checkedValue({ kind, value }: FeedbackEventInput): number | null {
  if (value === null || value === undefined) return null;
  return kind === 'rate' ? checkedRange(value, 1, 5, 'value') : value;
}

function checkedTime(at: Date | null, nowMs: number): number {
  if (at === null) return nowMs;
  if (at.getTime() <= nowMs + DAY_MS) return at.getTime();
  throw invalidArgument(`\`at\` lies in the future (${at.toISOString()}): give the time at which it happened.`);
}
