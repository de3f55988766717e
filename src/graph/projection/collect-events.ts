import type { CallOptions, KnowledgeGraph, Row } from '../knowledge-graph.js';
import { EntryList } from './entry-list.js';
import { GrowingCsr } from './growing-csr.js';
import { idChunks, readAhead } from './id-chunks.js';
import { interactionKindNumber } from './interaction-kind-number.js';
import type { Projection } from './projection.js';

/** The events of one user that share kind and scene. */
interface EventsRow extends Row {
  readonly user: string;
  readonly kind: string;
  readonly scene: string;
  readonly items: readonly string[];
  readonly strengths: readonly number[];
  readonly times: readonly number[];
  readonly arrivals: readonly number[];
}

interface StoredEvent {
  readonly item: number;
  readonly kind: number;
  readonly scene: number;
  readonly strength: number;
  readonly time: number;
  readonly arrival: number;
}

interface PairState {
  newestTime: number;
  newestStrength: number;
  strongest: number;
}

/** Reads all events into the log, each user's in the order of arrival, and the matrices that follow from them. */
export async function collectEvents(
  graph: KnowledgeGraph,
  projection: Projection,
  options: CallOptions,
): Promise<void> {
  const { users, items } = projection;
  const liked = new EntryList();
  const rejected = new EntryList();
  const chunks = idChunks(users.size, (k) => users.idOf(k));
  const reads = readAhead(chunks, (ids) =>
    graph.read<EventsRow>({ key: 'projection/events-of-users', parameters: { ids } }, options),
  );
  for await (const rows of reads) {
    for (const [user, events] of eventsByUser(projection, rows)) addUser(projection, user, events, liked, rejected);
  }
  const pairs = liked.finished();
  projection.userItems = GrowingCsr.fromEntries(users.size, items.size, pairs.rows, pairs.columns, pairs.weights);
  projection.itemUsers = GrowingCsr.fromEntries(items.size, users.size, pairs.columns, pairs.rows, pairs.weights);
  const refused = rejected.finished();
  projection.rejections = GrowingCsr.fromEntries(
    users.size,
    items.size,
    refused.rows,
    refused.columns,
    refused.weights,
  );
}

function eventsByUser(projection: Projection, rows: readonly EventsRow[]): Map<number, StoredEvent[]> {
  const byUser = new Map<number, StoredEvent[]>();
  for (const row of rows) {
    const user = projection.users.indexOf(row.user);
    const list = byUser.get(user) ?? [];
    byUser.set(user, list);
    const kind = interactionKindNumber(row.kind);
    const scene = row.scene === '' ? -1 : projection.scenes.indexOf(row.scene);
    for (let k = 0; k < row.items.length; k++) {
      const item = projection.items.indexOf(row.items[k]);
      list.push({ item, kind, scene, strength: row.strengths[k], time: row.times[k], arrival: row.arrivals[k] });
    }
  }
  for (const list of byUser.values()) list.sort((a, b) => a.arrival - b.arrival);
  return byUser;
}

/** The same rule as `settlePair`, for all pairs of one user in one pass over the events in order of arrival. */
function addUser(
  projection: Projection,
  user: number,
  events: readonly StoredEvent[],
  liked: EntryList,
  rejected: EntryList,
): void {
  const pairs = new Map<number, PairState>();
  for (const { item, kind, scene, strength, time } of events) {
    projection.events.append(user, item, time, scene, strength, kind);
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
  for (const [item, pair] of pairs) {
    if (pair.newestStrength > 0) liked.add(user, item, pair.strongest);
    else rejected.add(user, item, 1);
  }
}
