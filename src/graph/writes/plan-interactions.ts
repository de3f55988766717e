import { INTERACTION_KINDS } from '../../domain/interaction-kinds.js';
import type { InteractionRecord, UserRecord } from '../../domain/records.js';
import type { StatementCall } from '../knowledge-graph.js';
import { interactionContent, interactionProperties } from '../records/interaction-properties.js';
import { type EventMemory, fingerprint } from './event-memory.js';
import type { IdMemory } from './id-memory.js';
import { idProblem } from './plan-nodes.js';

/**
 * What became of one event. `conflict`: the user already has an event with this id and other content; `invalid`: a
 * value, time or facet name that cannot be stored.
 */
export type InteractionOutcome =
  | 'recorded'
  | 'duplicate'
  | 'conflict'
  | 'unknown-user'
  | 'unknown-item'
  | 'unknown-scene'
  | 'unknown-kind'
  | 'invalid';

export interface InteractionPlan {
  readonly calls: StatementCall[];
  readonly outcomes: InteractionOutcome[];
  readonly recorded: InteractionRecord[];
  readonly newUsers: UserRecord[];
}

const FACET_NAME = /^[A-Za-z0-9_]{1,64}$/;

/** Decides about each event of a batch and plans the writes of those that are new. */
export async function planInteractions(
  ids: IdMemory,
  memory: EventMemory,
  batch: readonly InteractionRecord[],
  createMissingUsers: boolean,
): Promise<InteractionPlan> {
  const [users, items, scenes] = await Promise.all([
    ids.existing(
      'User',
      batch.map((event) => event.userId),
    ),
    ids.existing(
      'Item',
      batch.map((event) => event.itemId),
    ),
    ids.existing(
      'Scene',
      batch.flatMap((event) => event.sceneId ?? []),
    ),
  ]);
  const fresh = new Set(createMissingUsers ? batch.map((event) => event.userId).filter((id) => !users.has(id)) : []);
  await memory.load(
    batch.map((event) => event.userId).filter((id) => users.has(id) || fresh.has(id)),
    fresh,
  );

  const outcomes: InteractionOutcome[] = [];
  const recorded: InteractionRecord[] = [];
  const newUsers = new Map<string, UserRecord>();
  for (const event of batch) {
    const outcome = decide(event);
    outcomes.push(outcome);
    if (outcome !== 'recorded') continue;
    memory.add(event.userId, event.eventId, fingerprint(interactionContent(event)));
    recorded.push(event);
    if (fresh.has(event.userId)) newUsers.set(event.userId, { id: event.userId, attributes: {} });
  }
  return { calls: callsFor(recorded, [...newUsers.keys()]), outcomes, recorded, newUsers: [...newUsers.values()] };

  function decide(event: InteractionRecord): InteractionOutcome {
    if (!Object.hasOwn(INTERACTION_KINDS, event.kind)) return 'unknown-kind';
    if (!isStorable(event)) return 'invalid';
    if (!users.has(event.userId) && !fresh.has(event.userId)) return 'unknown-user';
    if (!items.has(event.itemId)) return 'unknown-item';
    if (event.sceneId !== null && !scenes.has(event.sceneId)) return 'unknown-scene';
    const known = memory.find(event.userId, event.eventId);
    if (known === undefined) return 'recorded';
    return known === fingerprint(interactionContent(event)) ? 'duplicate' : 'conflict';
  }
}

function isStorable(event: InteractionRecord): boolean {
  if (idProblem(event.eventId) !== null || idProblem(event.userId) !== null) return false;
  if (event.value !== null && !Number.isFinite(event.value)) return false;
  if (event.at !== null && !Number.isSafeInteger(event.at)) return false;
  return Object.keys(event.context).every((facet) => FACET_NAME.test(facet));
}

function callsFor(recorded: readonly InteractionRecord[], newUsers: readonly string[]): StatementCall[] {
  if (recorded.length === 0) return [];
  const calls: StatementCall[] = [];
  if (newUsers.length > 0) {
    const rows = newUsers.map((id) => ({ properties: { id } }));
    calls.push({ key: 'nodes/create-nodes', subjectType: 'User', parameters: { rows } });
  }
  const rows = recorded.map((event, k) => ({
    user: event.userId,
    item: event.itemId,
    offset: k + 1,
    properties: interactionProperties(event),
  }));
  calls.push({ key: 'counters/advance-counter', parameters: { id: 'interactions', count: rows.length } });
  calls.push({ key: 'interactions/create-events', parameters: { count: rows.length, rows } });
  return calls;
}
