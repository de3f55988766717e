import { EmbeddedKnowledgeGraph } from '../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphReader } from '../../src/graph/graph-reader.js';
import type { GraphWriter } from '../../src/graph/graph-writer.js';
import type { KnowledgeGraph, Row } from '../../src/graph/knowledge-graph.js';
import {
  EVENTS_PER_BATCH,
  type FaultMode,
  feedbackEvent,
  feedbackItems,
  ITEMS_PER_BATCH,
  ingestBatch,
  openFaultWorld,
  writeIngestBatch,
} from './fault-world.js';
import { type KillPoint, killedChild } from './killed-child.js';

/** What a series of kills did to the acknowledged writes. */
export interface KillReport {
  readonly points: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  /** Transactions of which only a part was found. */
  readonly torn: number;
  readonly slowestOpenMs: number;
  /** True when repeating the interrupted work to its end gives the graph of uninterrupted work. */
  readonly endsInTheSameGraph: boolean;
}

/** Kills a writing process again and again on one store, and looks at the store after each kill. */
export async function runKillPoints(mode: FaultMode, path: string, points: readonly KillPoint[]): Promise<KillReport> {
  const acknowledged = new Set<number>();
  let next = 0;
  let lost = 0;
  let doubled = 0;
  let torn = 0;
  let slowestOpenMs = 0;
  for (const point of points) {
    for (const n of await killedChild(mode, path, next, point)) acknowledged.add(n);
    const startedMs = performance.now();
    const graph = await EmbeddedKnowledgeGraph.open({ path });
    slowestOpenMs = Math.max(slowestOpenMs, performance.now() - startedMs);
    const found =
      mode === 'feedback' ? await lookAtFeedback(graph, acknowledged) : await lookAtIngest(graph, acknowledged);
    await graph.close();
    lost = Math.max(lost, found.lost);
    doubled = Math.max(doubled, found.doubled);
    torn = Math.max(torn, found.torn);
    next = acknowledged.size === 0 ? 0 : Math.max(...acknowledged) + 1;
  }
  return {
    points: points.length,
    acknowledged: acknowledged.size,
    lost,
    doubled,
    torn,
    slowestOpenMs: Math.round(slowestOpenMs),
    endsInTheSameGraph: await endsInTheSameGraph(mode, path, next),
  };
}

interface Found {
  readonly lost: number;
  readonly doubled: number;
  readonly torn: number;
}

async function lookAtFeedback(graph: KnowledgeGraph, acknowledged: ReadonlySet<number>): Promise<Found> {
  const stored = await storedEvents(graph);
  const lost = [...acknowledged].filter((n) => !stored.has(feedbackEvent(n).eventId)).length;
  return { lost, doubled: doubles(stored), torn: await feedGaps(graph) };
}

async function lookAtIngest(graph: KnowledgeGraph, acknowledged: ReadonlySet<number>): Promise<Found> {
  const reader = new GraphReader(graph);
  const stored = await storedEvents(graph);
  let lost = 0;
  let torn = await feedGaps(graph);
  for (let n = 0; n <= Math.max(-1, ...acknowledged) + 1; n++) {
    const { items, events } = ingestBatch(n);
    const ids = items.map(({ id }) => id);
    const found = [...(await reader.items(ids)).values()].filter((item) => item.domain !== '').length;
    const linked = (await reader.edgesFrom(['Item', 'Entity'], ids, 10)).size;
    const recorded = events.filter(({ eventId }) => stored.has(eventId)).length;
    const wholes = [found / ITEMS_PER_BATCH, linked / ITEMS_PER_BATCH, recorded / EVENTS_PER_BATCH];
    if (wholes.some((part) => part !== 0 && part !== 1)) torn++;
    if (acknowledged.has(n) && wholes.some((part) => part !== 1)) lost++;
  }
  return { lost, doubled: doubles(stored), torn };
}

/** How often each event id is in the store; the runs use every id for one user only. */
async function storedEvents(graph: KnowledgeGraph): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for await (const page of graph.pages<Row & { readonly cursor: string }>(
    { key: 'nodes/page-ids', subjectType: 'User' },
    100,
  )) {
    const ids = page.map(({ cursor }) => cursor);
    const rows = await graph.read<Row & { readonly eventId: string }>({
      key: 'interactions/find-events',
      parameters: { ids },
    });
    for (const { eventId } of rows) counts.set(eventId, (counts.get(eventId) ?? 0) + 1);
  }
  return counts;
}

function doubles(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].filter((count) => count > 1).length;
}

/** The change feed is written in the same transactions, so a missing number would be half a transaction. */
async function feedGaps(graph: KnowledgeGraph): Promise<number> {
  const { changes } = await graph.changesSince(0, 1_000_000);
  let gaps = 0;
  for (let k = 1; k < changes.length; k++) if (changes[k].sequence !== changes[k - 1].sequence + 1) gaps++;
  return gaps;
}

async function endsInTheSameGraph(mode: FaultMode, path: string, count: number): Promise<boolean> {
  const digests: string[] = [];
  for (const at of [path, null]) {
    const { graph, writer } = await openFaultWorld(at);
    if (mode === 'ingest') for (let n = 0; n <= count; n++) await writeIngestBatch(writer, n);
    else await repeatFeedback(writer, count);
    digests.push(await new GraphReader(graph).digest());
    await graph.close();
  }
  return digests[0] === digests[1];
}

/** Sends every event again, and a few that no child can have got to. */
async function repeatFeedback(writer: GraphWriter, count: number): Promise<void> {
  await writer.upsertItems(feedbackItems());
  const events = Array.from({ length: count + 100 }, (_, n) => feedbackEvent(n));
  await writer.recordInteractions(events, { createMissingUsers: true });
}

/** Kill points from a seed: most while it writes, some while it opens or has just opened. */
export function randomKillPoints(count: number, seed: number): KillPoint[] {
  let state = seed >>> 0;
  const random = (): number => {
    // A linear congruential generator (Numerical Recipes) is enough to spread kills over time.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: count }, () => {
    const phase = random();
    const after = phase < 0.1 ? 'opening' : phase < 0.2 ? 'open' : 'first write';
    return { after, delayMs: Math.floor(random() * (after === 'first write' ? 250 : 60)) };
  });
}
