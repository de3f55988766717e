import { Ontology } from '../../src/domain/ontology.js';
import type { InteractionRecord, ItemRecord } from '../../src/domain/records.js';
import { EmbeddedKnowledgeGraph } from '../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphWriter } from '../../src/graph/graph-writer.js';
import type { KnowledgeGraph } from '../../src/graph/knowledge-graph.js';
import type { LabelledRelation } from '../../src/graph/writes/plan-relations.js';
import { event, item, link } from '../graph/graph-records.js';

/** What the child writes: single events as a client sends them, or batches as an ingest does. */
export type FaultMode = 'feedback' | 'ingest';

export const ITEMS_PER_BATCH = 40;
export const EVENTS_PER_BATCH = 120;
const ITEM_COUNT = 50;

/** Short, so that kills also hit checkpoints. */
const CHECKPOINT_INTERVAL_MS = 25;

export async function openFaultWorld(path: string | null): Promise<{ graph: KnowledgeGraph; writer: GraphWriter }> {
  const graph = await EmbeddedKnowledgeGraph.open({ path, checkpointIntervalMs: CHECKPOINT_INTERVAL_MS });
  return { graph, writer: new GraphWriter({ graph, ontology: new Ontology(), clock: () => 0 }) };
}

/** The n-th event of a feedback run. */
export function feedbackEvent(n: number): InteractionRecord {
  return event({ eventId: `e${n}`, userId: `u${n % 7}`, itemId: `i${n % ITEM_COUNT}`, at: n });
}

export function feedbackItems(): ItemRecord[] {
  return Array.from({ length: ITEM_COUNT }, (_, k) => item(`i${k}`));
}

/** The n-th batch of an ingest run. */
export function ingestBatch(n: number): {
  readonly items: ItemRecord[];
  readonly relations: LabelledRelation[];
  readonly events: InteractionRecord[];
} {
  const items = Array.from({ length: ITEMS_PER_BATCH }, (_, k) => item(`b${n}-${k}`, { domain: `d${n % 3}` }));
  const relations = items.map(({ id }, k) => ({
    ...link({ type: 'Item', id }, 'ABOUT', { type: 'Entity', id: `t${(n + k) % 60}` }),
    objectLabel: `Topic ${(n + k) % 60}`,
  }));
  const events = Array.from({ length: EVENTS_PER_BATCH }, (_, k) =>
    event({ eventId: `b${n}-${k}`, userId: `u${k % 11}`, itemId: items[k % items.length].id, at: n }),
  );
  return { items, relations, events };
}

export async function writeIngestBatch(writer: GraphWriter, n: number): Promise<void> {
  const { items, relations, events } = ingestBatch(n);
  await writer.upsertItems(items);
  await writer.upsertRelations(relations);
  await writer.recordInteractions(events, { createMissingUsers: true });
}
