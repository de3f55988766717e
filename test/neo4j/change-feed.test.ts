import { appendChange } from '../../src/graph/change-feed.js';
import { GraphReader } from '../../src/graph/graph-reader.js';
import { GraphWriter } from '../../src/graph/graph-writer.js';
import type { KnowledgeGraph, Row } from '../../src/graph/knowledge-graph.js';
import { loadOntology } from '../../src/graph/load-ontology.js';
import { Neo4jKnowledgeGraph } from '../../src/graph/neo4j/neo4j-knowledge-graph.js';
import { buildProjection } from '../../src/graph/projection/build-projection.js';
import { ChangeFollower } from '../../src/graph/projection/change-follower.js';
import { projectionDigest } from '../../src/graph/projection/projection-digest.js';
import { runFeed } from '../faults/feed-run.js';
import { event, item, link } from '../graph/graph-records.js';
import { FaultyProxy } from './faulty-proxy.js';
import { neo4jTarget } from './neo4j-target.js';
import { openEmptyNeo4j } from './open-empty-neo4j.js';

const SEEN_WITHIN_MS = 2_000;
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** What one process has: a connection, a writer and a projection of its own. */
async function openProcess(uri = neo4jTarget().uri, { isFollowing = true } = {}) {
  const graph = await Neo4jKnowledgeGraph.open({ ...neo4jTarget(), uri });
  closing.push(() => graph.close());
  const ontology = await loadOntology(graph);
  const writer = new GraphWriter({ graph, ontology, clock: Date.now });
  const errors: unknown[] = [];
  const follower = await ChangeFollower.open({ graph, ontology, writer, onError: (error) => errors.push(error) });
  closing.push(() => follower.stop());
  if (isFollowing) follower.start();
  return { graph, ontology, writer, follower, projection: follower.projection, errors };
}

async function emptyGraph(): Promise<KnowledgeGraph> {
  const graph = await openEmptyNeo4j();
  closing.push(() => graph.close());
  return graph;
}

async function until(isSo: () => boolean, withinMs: number): Promise<void> {
  const startedMs = performance.now();
  while (!isSo()) {
    if (performance.now() - startedMs > withinMs) throw new Error(`It was not so within ${withinMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test('no reader sees a change before those with smaller numbers, and behind the writers all of it can be read', async () => {
  const reader = await emptyGraph();
  const writers = await Promise.all([0, 1, 2, 3].map(() => Neo4jKnowledgeGraph.open(neo4jTarget())));
  let isWriting = true;
  const each = 100;
  const writing = Promise.all(
    writers.flatMap((graph, w) =>
      [0, 1].map(async (half) => {
        for (let k = 0; k < each; k++) {
          const id = `${w}-${half}-${k}`;
          const rows = [{ properties: { id } }];
          await graph.write([
            { key: 'nodes/create-nodes', subjectType: 'Item', parameters: { rows } },
            appendChange('nodes', [id], 0),
          ]);
        }
      }),
    ),
  ).finally(() => {
    isWriting = false;
  });
  let looks = 0;
  let holes = 0;
  let unreadable = 0;
  do {
    const call = { key: 'changes/changes-since', parameters: { cursor: 0, limit: 10_000 } } as const;
    const rows = await reader.read<Row & { readonly sequence: number; readonly ids: string[] }>(call);
    rows.forEach(({ sequence }, k) => {
      if (sequence !== k + 1) holes++;
    });
    await reader.write([{ key: 'changes/await-writers' }]);
    const ids = rows.slice(-20).flatMap((row) => row.ids);
    const known = await reader.read({ key: 'nodes/known-ids', subjectType: 'Item', parameters: { ids } });
    unreadable += ids.length - known.length;
    looks++;
  } while (isWriting);
  await writing;
  for (const graph of writers) await graph.close();
  expect({ holes, unreadable }).toEqual({ holes: 0, unreadable: 0 });
  expect(looks).toBeGreaterThan(10);
  expect((await reader.changesSince(0, 10_000)).cursor).toBe(writers.length * 2 * each);
});

test('what one process writes is in the projection of another within two seconds', async () => {
  await emptyGraph();
  const [one, other] = [await openProcess(), await openProcess()];
  await one.writer.upsertItems([item('i1')]);
  await one.writer.recordInteractions([event()], { createMissingUsers: true });
  await until(() => other.projection.events.length === 1, SEEN_WITHIN_MS);
  await other.writer.upsertRelations([
    { ...link({ type: 'Item', id: 'i1' }, 'ABOUT', { type: 'Entity', id: 'e' }), objectLabel: 'E' },
  ]);
  await until(() => one.projection.layer('Item', 'ABOUT', 'Entity')?.forward.degree(0) === 1, SEEN_WITHIN_MS);
  await one.writer.deleteItem('i1');
  await until(() => !other.projection.items.has('i1'), SEEN_WITHIN_MS);
});

test('two processes that are sent the same event at the same time record it once', async () => {
  const graph = await emptyGraph();
  const processes = [await openProcess(), await openProcess(), await openProcess()];
  await processes[0].writer.upsertItems([item('i1')]);
  const rounds = 15;
  for (let round = 0; round < rounds; round++) {
    const outcomes = await Promise.all(
      processes.map(({ writer }) =>
        writer.recordInteractions([event({ eventId: `e${round}` })], { createMissingUsers: true }),
      ),
    );
    expect(outcomes.flat().sort()).toEqual(['duplicate', 'duplicate', 'recorded']);
  }
  expect((await new GraphReader(graph).counts()).interactions).toBe(rounds);
});

test('a commit whose answer was lost is acknowledged once it is found in the feed', async () => {
  const graph = await emptyGraph();
  const proxy = await FaultyProxy.start(neo4jTarget().uri);
  closing.push(() => proxy.stop());
  const { writer, follower, ontology, graph: store } = await openProcess(proxy.uri, { isFollowing: false });
  await writer.upsertItems([item('i1')]);
  await writer.recordInteractions([event()], { createMissingUsers: true });
  // Reads end with a commit, too, and the proxy cannot tell them apart.
  const write = store.write.bind(store);
  let isArmed = true;
  store.write = (...given) => {
    if (isArmed) proxy.loseNextCommitReply();
    isArmed = false;
    return write(...given);
  };
  const lost = event({ eventId: 'lost' });
  expect(await writer.recordInteractions([lost])).toEqual(['recorded']);
  expect(await writer.recordInteractions([lost])).toEqual(['duplicate']);
  follower.start();
  await follower.caughtUp(undefined, { timeoutMs: 10_000 });
  expect(projectionDigest(follower.projection)).toBe(projectionDigest(await buildProjection(graph, { ontology })));
  expect(follower.projection.events.length).toBe(2);
});

test('a follower outlives a store that goes away, says so once, and goes on within five seconds of its return', async () => {
  await emptyGraph();
  const proxy = await FaultyProxy.start(neo4jTarget().uri);
  closing.push(() => proxy.stop());
  const cut = await openProcess(proxy.uri);
  const other = await openProcess();
  proxy.leave();
  await until(() => cut.errors.length > 0, 20_000);
  await other.writer.upsertItems([item('i1')]);
  proxy.heal();
  await until(() => cut.projection.items.has('i1'), 5_000);
  await until(() => cut.errors.at(-1) === null, 5_000);
  expect(cut.errors.filter((error) => error !== null)).toHaveLength(1);
});

test('after random writes of three processes with kills and restarts every projection equals one built afresh', async () => {
  const seed = Date.now() % 100_000;
  const { acknowledged, complaints, ...report } = await runFeed(600, 3, seed);
  expect({ seed, ...report, complaints }).toEqual({
    seed,
    writes: 600,
    kills: 3,
    lost: 0,
    doubled: 0,
    different: 0,
    complaints: '',
  });
  expect(acknowledged).toBeGreaterThan(100);
}, 180_000);
