import { Ontology } from '../../../src/domain/ontology.js';
import { EmbeddedKnowledgeGraph } from '../../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphWriter } from '../../../src/graph/graph-writer.js';
import type { CallOptions, KnowledgeGraph, Row, StatementCall } from '../../../src/graph/knowledge-graph.js';
import { loadOntology } from '../../../src/graph/load-ontology.js';
import { buildProjection } from '../../../src/graph/projection/build-projection.js';
import { ChangeFollower, type FollowerOptions } from '../../../src/graph/projection/change-follower.js';
import { Projection } from '../../../src/graph/projection/projection.js';
import { projectionDigest } from '../../../src/graph/projection/projection-digest.js';
import { ProjectionUpdater } from '../../../src/graph/projection/projection-updater.js';
import type { StatementKey } from '../../../src/graph/statement-catalogue.js';
import { fillFeedWorld, randomFeedWrite, seededRandom } from '../../faults/feed-world.js';
import { entity, event, item, link } from '../graph-records.js';
import { projectionById } from './projection-by-id.js';

let graph: EmbeddedKnowledgeGraph;
const opened: ChangeFollower[] = [];

beforeEach(async () => {
  graph = await EmbeddedKnowledgeGraph.open({ path: null });
});
afterEach(async () => {
  for (const follower of opened.splice(0)) await follower.stop();
  await graph.close();
});

/** What one process has: a writer, an ontology and a projection of its own. */
async function openProcess(store: KnowledgeGraph = graph, options: Partial<FollowerOptions> = {}) {
  const ontology = await loadOntology(store);
  const writer = new GraphWriter({ graph: store, ontology, clock: () => 0 });
  const follower = await ChangeFollower.open({ graph: store, ontology, writer, intervalMs: 5, ...options });
  opened.push(follower);
  follower.start();
  return { ontology, writer, follower, projection: follower.projection };
}

async function expectFresh(follower: ChangeFollower): Promise<void> {
  await follower.caughtUp(undefined, { timeoutMs: 20_000 });
  const fresh = await buildProjection(graph, { ontology: new Ontology() });
  expect(projectionById(follower.projection)).toEqual(projectionById(fresh));
  expect(projectionDigest(follower.projection)).toBe(projectionDigest(fresh));
}

test('after random writes of three processes at once each projection equals one that is built afresh', async () => {
  const seed = Date.now() % 100_000;
  const processes = await Promise.all([openProcess(), openProcess(), openProcess()]);
  await fillFeedWorld(processes[0].writer);
  await Promise.all(
    processes.map(async ({ writer }, n) => {
      const random = seededRandom(seed + n);
      for (let k = 0; k < 200; k++) await randomFeedWrite(writer, random, `${n}-${k}`);
    }),
  );
  for (const { follower } of processes) await expectFresh(follower);
}, 60_000);

const film = (id: string) => ({ type: 'Item' as const, id });
const topic = (id: string) => ({ type: 'Entity' as const, id });

/** The store, with the reads of each statement counted. */
class CountingGraph implements KnowledgeGraph {
  readonly reads = new Map<StatementKey, number>();
  isAway = false;

  constructor(private readonly store: KnowledgeGraph) {}

  read<R extends Row>(call: StatementCall, options?: CallOptions): Promise<R[]> {
    this.count(call);
    return this.store.read<R>(call, options);
  }

  pages<R extends Row & { readonly cursor: string }>(call: StatementCall, rows: number, options?: CallOptions) {
    this.count(call);
    return this.store.pages<R>(call, rows, options);
  }

  readonly write: KnowledgeGraph['write'] = (...given) => this.store.write(...given);
  readonly changesSince: KnowledgeGraph['changesSince'] = (...given) =>
    this.isAway ? Promise.reject(new Error('away')) : this.store.changesSince(...given);
  readonly ping: KnowledgeGraph['ping'] = (...given) => this.store.ping(...given);
  readonly close: KnowledgeGraph['close'] = () => this.store.close();

  private count({ key }: StatementCall): void {
    this.reads.set(key, (this.reads.get(key) ?? 0) + 1);
  }
}

describe('what another process writes', () => {
  test('every kind of write reaches the projection', async () => {
    const [here, there] = [await openProcess(), await openProcess()];
    await there.writer.upsertItems([item('i1'), item('i2')]);
    await there.writer.upsertUsers([{ id: 'u1', attributes: {} }]);
    const context = { weather: 'rainy', city: 'Graz' };
    await there.writer.recordInteractions([
      event({ context }),
      event({ eventId: 'no', itemId: 'i2', kind: 'dislike' }),
    ]);
    await there.writer.upsertRelations([{ ...link(film('i1'), 'ABOUT', topic('e1'), 0.5), objectLabel: 'E1' }]);
    await expectFresh(here.follower);
    await there.writer.upsertItems([item('i1', { domain: 'book', year: 1984 })]);
    await there.writer.upsertRelations([link(film('i1'), 'ABOUT', topic('e1'), 0.9)]);
    await there.writer.recordInteractions([event({ eventId: 'not any more', kind: 'dislike', at: 2e12 })]);
    await expectFresh(here.follower);
    await there.writer.deleteItem('i2');
    await expectFresh(here.follower);
    expect(here.projection.items.has('i2')).toBe(false);
  });

  test('an item that was deleted and made again has only the edges and events of its second life', async () => {
    const [here, there] = [await openProcess(), await openProcess()];
    await here.writer.upsertItems([item('i1'), item('i2')]);
    await here.writer.recordInteractions([event(), event({ userId: 'u2' })], { createMissingUsers: true });
    await here.writer.upsertRelations([link(film('i1'), 'BASED_ON', film('i2'))]);
    await expectFresh(there.follower);
    await there.writer.deleteItem('i1');
    await there.writer.upsertItems([item('i1', { title: 'Again' })]);
    await there.writer.recordInteractions([event({ eventId: 'again', userId: 'u2' })]);
    await there.writer.upsertRelations([link(film('i2'), 'BASED_ON', film('i1'))]);
    // Before it has heard of any of that, this process goes on with the item that it knows.
    expect(await here.writer.recordInteractions([event({ eventId: 'own' })])).toEqual(['recorded']);
    for (const { follower } of [here, there]) await expectFresh(follower);
  });

  test('a deleted user is gone, although the feed does not name them', async () => {
    const [here, there] = [await openProcess(), await openProcess()];
    await here.writer.upsertItems([item('i1')]);
    await here.writer.recordInteractions([event(), event({ userId: 'u2' })], { createMissingUsers: true });
    await there.writer.deleteUser('u1');
    await expectFresh(here.follower);
    expect(here.projection.users.has('u1')).toBe(false);
    expect(await here.writer.recordInteractions([event({ eventId: 'new' })])).toEqual(['unknown-user']);
  });

  test('a relation that another process has declared can be written and is in the projection', async () => {
    const [here, there] = [await openProcess(), await openProcess()];
    await there.writer.upsertItems([item('i1')]);
    await there.writer.upsertEntities([entity('rome')]);
    await there.writer.declareRelation({ name: 'FILMED_IN' });
    expect(await here.writer.upsertRelations([link(film('i1'), 'FILMED_IN', topic('rome'))])).toMatchObject({
      created: 1,
    });
    expect(here.ontology.find('FILMED_IN')?.isDeclared).toBe(true);
    for (const { follower } of [here, there]) await expectFresh(follower);
  });

  test('a script makes the projection be read afresh, and edges under a name of its own are left out', async () => {
    const { follower, projection, writer } = await openProcess();
    await writer.upsertItems([item('i1'), item('i2')]);
    const scripts = [
      "MATCH (i:Item {id: 'i1'}) SET i.title = 'By hand'",
      "CREATE (:Entity {id: 'e', kind: 'topic', label: 'E'})",
      "MATCH (i:Item {id: 'i1'}), (e:Entity {id: 'e'}) CREATE (i)-[:ABOUT]->(e), (i)-[:LOOKS_LIKE]->(e)",
    ];
    for (const text of scripts) await graph.runCypher({ text, parameters: {} });
    await expectFresh(follower);
    expect(projection.itemFacts[projection.items.indexOf('i1')].title).toBe('By hand');
    expect([...projection.layers.keys()]).toEqual(['Item|ABOUT|Entity']);
    expect(projection.layer('Item', 'ABOUT', 'Entity')?.forward.get(projection.items.indexOf('i1'), 0)).toBe(1);
  });

  test('a burst of bulk writes is read once, when it is over', async () => {
    const counted = new CountingGraph(graph);
    const { projection } = await openProcess(counted);
    const there = await openProcess();
    counted.reads.clear();
    const batches = 4;
    for (let n = 0; n < batches; n++) {
      await there.writer.upsertItems(Array.from({ length: 501 }, (_, k) => item(`b${n}-${k}`)));
    }
    const startedMs = performance.now();
    while (projection.items.size < batches * 501) {
      if (performance.now() - startedMs > 10_000) throw new Error('The burst was not read.');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(counted.reads.get('nodes/page-ids')).toBe(5);
  });
});

describe('own writes', () => {
  test('they are applied when they are told and not read again', async () => {
    const counted = new CountingGraph(graph);
    const { writer, follower, projection } = await openProcess(counted);
    await writer.upsertItems([item('i1')]);
    await writer.recordInteractions([event()], { createMissingUsers: true });
    expect(projection.events.length).toBe(1);
    await expectFresh(follower);
    expect(counted.reads.get('projection/events-of-users')).toBeUndefined();
    expect(projection.events.length).toBe(1);
  });

  test('one that refers to what another process has just made is in the projection when it is acknowledged', async () => {
    const here = await openProcess(graph, { intervalMs: 60_000 });
    const there = await openProcess();
    await there.writer.upsertItems([item('i1')]);
    await there.writer.upsertUsers([{ id: 'u1', attributes: {} }]);
    expect(await here.writer.recordInteractions([event()])).toEqual(['recorded']);
    expect(here.projection.events.length).toBe(1);
    await expectFresh(here.follower);
  });

  test('everything that changes the projection is told, in an order in which a copy can take it', async () => {
    const [here, there] = [await openProcess(), await openProcess()];
    const copy = new Projection();
    const updater = new ProjectionUpdater(copy);
    here.follower.onApplied((writes) => void updater.apply(JSON.parse(JSON.stringify(writes))));
    const seed = Date.now() % 100_000;
    await fillFeedWorld(there.writer);
    await Promise.all(
      [here, there].map(async ({ writer }, n) => {
        const random = seededRandom(seed + n);
        for (let k = 0; k < 80; k++) await randomFeedWrite(writer, random, `${n}-${k}`);
      }),
    );
    await here.follower.caughtUp(undefined, { timeoutMs: 20_000 });
    expect({ seed, digest: projectionDigest(copy) }).toEqual({ seed, digest: projectionDigest(here.projection) });
  });
});

describe('waiting', () => {
  test('a caller waits until a change is in the projection, and not for longer than it wants', async () => {
    const here = await openProcess(graph, { intervalMs: 60_000 });
    const there = await openProcess();
    await there.writer.upsertItems([item('i1')]);
    await here.follower.caughtUp();
    expect(here.projection.items.has('i1')).toBe(true);
    const { seen } = here.follower;
    await expect(here.follower.caughtUp(seen + 1, { timeoutMs: 30 })).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
    });
    await expect(here.follower.caughtUp(seen + 1, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
    });
  });

  test('whoever still waits when the follower stops is told so', async () => {
    const { follower } = await openProcess();
    const waiting = follower.caughtUp(1_000_000);
    await follower.stop();
    await expect(waiting).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});

test('a store that cannot be read is reported once, and following goes on when it can', async () => {
  const shaky = new CountingGraph(graph);
  const errors: unknown[] = [];
  const here = await openProcess(shaky, { onError: (error) => errors.push(error) });
  const there = await openProcess();
  shaky.isAway = true;
  await there.writer.upsertItems([item('i1')]);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(here.projection.items.has('i1')).toBe(false);
  shaky.isAway = false;
  await expectFresh(here.follower);
  expect(errors).toEqual([new Error('away'), null]);
});
