import type { CallOptions, KnowledgeGraph } from '../knowledge-graph.js';
import { EntryList } from './entry-list.js';
import { GrowingCsr } from './growing-csr.js';
import { idChunks, readAhead } from './id-chunks.js';
import type { Projection } from './projection.js';
import { eventsByUser, readEvents, settlePairs } from './stored-events.js';

/** Reads all events into the log, each user's in the order of arrival, and the matrices that follow from them. */
export async function collectEvents(
  graph: KnowledgeGraph,
  projection: Projection,
  options: CallOptions,
): Promise<void> {
  const { users, items, events } = projection;
  const liked = new EntryList();
  const rejected = new EntryList();
  const chunks = idChunks(users.size, (k) => users.idOf(k));
  for await (const rows of readAhead(chunks, (ids) => readEvents(graph, ids, options))) {
    for (const [user, list] of eventsByUser(projection, rows)) {
      for (const { item, kind, scene, situation, strength, time } of list) {
        events.append(user, item, time, scene, strength, kind, situation);
      }
      const pairs = settlePairs(list);
      for (const [item, strength] of pairs.liked) liked.add(user, item, strength);
      for (const item of pairs.rejected) rejected.add(user, item, 1);
    }
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
