import type { NodeRef } from '../../src/domain/nodes.js';
import type { GraphWrites } from '../../src/graph/graph-writes.js';
import { entity, event, item, link } from '../graph/graph-records.js';

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Nodes whose id begins with this are never deleted, so that every event between them must stay. */
const STABLE = 's';
const STABLE_COUNT = 20;
const VOLATILE_COUNT = 12;

/** What one random write did, as far as it can be looked for afterwards. */
export interface FeedWrite {
  /** The event that it has recorded between nodes that are never deleted. */
  readonly eventId: string | null;
}

/** The nodes that every run begins with. */
export async function fillFeedWorld(writer: GraphWrites): Promise<void> {
  await writer.upsertItems(range(STABLE_COUNT).map((k) => item(`${STABLE}i${k}`)));
  await writer.upsertUsers(range(STABLE_COUNT).map((k) => ({ id: `${STABLE}u${k}`, attributes: {} })));
}

/**
 * One random write of the kinds that a server and an ingest make. `name` tells it from all others; what other processes
 * have written in between decides what comes of it, which is what the run is about.
 */
export async function randomFeedWrite(writer: GraphWrites, random: () => number, name: string): Promise<FeedWrite> {
  const pick = (count: number) => Math.floor(random() * count);
  const volatile = (kind: string) => `v${kind}${pick(VOLATILE_COUNT)}`;
  const stable = (kind: string) => `${STABLE}${kind}${pick(STABLE_COUNT)}`;
  const kind = random();
  const nothing = { eventId: null };
  if (kind < 0.4) {
    const given = event({
      eventId: name,
      userId: stable('u'),
      itemId: stable('i'),
      kind: kindOf(random()),
      at: pick(9),
    });
    const [outcome] = await writer.recordInteractions([given], { createMissingUsers: true });
    return { eventId: outcome === 'recorded' || outcome === 'duplicate' ? name : null };
  }
  if (kind < 0.6) {
    const events = range(1 + pick(3)).map(() =>
      event({ eventId: `shared-${pick(40)}`, userId: volatile('u'), itemId: volatile('i'), at: pick(5) }),
    );
    await writer.recordInteractions(events, { createMissingUsers: true });
    return nothing;
  }
  if (kind < 0.75) {
    const year = 1900 + pick(100);
    const id = random() < 0.5 ? volatile('i') : stable('i');
    await writer.upsertItems([item(id, { year, title: `Of ${year}`, domain: `d${year % 4}` })]);
    return nothing;
  }
  if (kind < 0.92) {
    await writer.upsertRelations([relation(volatile, stable, random)]);
    return nothing;
  }
  if (kind < 0.94) await writer.upsertEntities([entity(volatile('e'), { label: name })]);
  else if (kind < 0.95) await writer.declareRelation({ name: `LINK_${pick(5)}` });
  else if (kind < 0.985) await writer.deleteItem(volatile('i'));
  else await writer.deleteUser(volatile('u'));
  return nothing;
}

function relation(volatile: (kind: string) => string, stable: (kind: string) => string, random: () => number) {
  const ref = (type: NodeRef['type'], id: string): NodeRef => ({ type, id });
  const weight = Math.ceil(random() * 8) / 8;
  const which = random();
  const topic = ref('Entity', volatile('e'));
  if (which < 0.3) return { ...link(ref('Item', stable('i')), 'ABOUT', topic, weight), objectLabel: topic.id };
  if (which < 0.5) return { ...link(ref('Item', volatile('i')), 'ABOUT', topic, weight), objectLabel: topic.id };
  if (which < 0.6) return link(ref('Item', stable('i')), 'BASED_ON', ref('Item', volatile('i')), weight);
  if (which < 0.7)
    return {
      ...link(ref('Item', stable('i')), `LINK_${Math.floor(random() * 5)}`, topic, weight),
      objectLabel: topic.id,
    };
  if (which < 0.85) return link(ref('User', volatile('u')), 'PREFERS', topic, weight);
  return link(ref('User', volatile('u')), 'FRIEND_OF', ref('User', stable('u')), weight);
}

function kindOf(part: number): string {
  return part < 0.2 ? 'dislike' : part < 0.6 ? 'like' : 'view';
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, k) => k);
}
