import type { CallOptions, KnowledgeGraph, Row } from '../knowledge-graph.js';
import { EntryList } from './entry-list.js';
import { GrowingCsr } from './growing-csr.js';
import { idChunks } from './id-chunks.js';
import { interactionKindNumber } from './interaction-kind-number.js';
import type { Projection } from './projection.js';

interface EventsRow extends Row {
  readonly user: string;
  readonly items: readonly string[];
  readonly kinds: readonly string[];
  readonly strengths: readonly number[];
  readonly times: readonly number[];
  readonly scenes: readonly string[];
  readonly arrivals: readonly number[];
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
  for (const ids of idChunks(users.size, (k) => users.idOf(k))) {
    const rows = await graph.read<EventsRow>({ key: 'projection/events-of-users', parameters: { ids } }, options);
    for (const row of rows) addUser(projection, row, liked, rejected);
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

interface PairState {
  newestTime: number;
  newestStrength: number;
  strongest: number;
}

/** The same rule as `settlePair`, for all pairs of one user in one pass. */
function addUser(projection: Projection, row: EventsRow, liked: EntryList, rejected: EntryList): void {
  const { events, items, scenes } = projection;
  const user = projection.users.indexOf(row.user);
  const order = Array.from(row.arrivals, (_, k) => k).sort((a, b) => row.arrivals[a] - row.arrivals[b]);
  const pairs = new Map<number, PairState>();
  for (const k of order) {
    const item = items.indexOf(row.items[k]);
    const scene = row.scenes[k] === '' ? -1 : scenes.indexOf(row.scenes[k]);
    const time = row.times[k];
    const strength = row.strengths[k];
    events.append(user, item, time, scene, strength, interactionKindNumber(row.kinds[k]));
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
