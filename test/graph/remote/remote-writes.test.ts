import { setTimeout as sleep } from 'node:timers/promises';
import { Ontology } from '../../../src/domain/ontology.js';
import { EmbeddedKnowledgeGraph } from '../../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphWriter } from '../../../src/graph/graph-writer.js';
import type { GraphWrites } from '../../../src/graph/graph-writes.js';
import type { KnowledgeGraph, StatementCall } from '../../../src/graph/knowledge-graph.js';
import { Projection } from '../../../src/graph/projection/projection.js';
import { ProjectionUpdater } from '../../../src/graph/projection/projection-updater.js';
import { graphDigest } from '../../../src/graph/reads/graph-digest.js';
import { CatchUp, SessionCatchUp } from '../../../src/graph/remote/catch-up.js';
import { RemoteGraphWriter } from '../../../src/graph/remote/remote-graph-writer.js';
import { writerMethods } from '../../../src/graph/remote/writer-methods.js';
import { entity, event, item, link, scene } from '../graph-records.js';
import { HostedGraph, type HostedOptions } from './hosted-graph.js';

const createItems = (...ids: string[]): StatementCall => ({
  key: 'nodes/create-nodes',
  subjectType: 'Item',
  parameters: { rows: ids.map((id) => ({ properties: { id } })) },
});
const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, k) => `${prefix}${k}`);
const countOf = async (graph: KnowledgeGraph) => {
  const [row] = await graph.read<{ count: number }>({ key: 'nodes/count-nodes', subjectType: 'Item' });
  return row.count;
};

let hosted: HostedGraph;
const open = async (options?: HostedOptions) => {
  hosted = await HostedGraph.open(options);
  return hosted;
};
afterEach(() => hosted.close());

describe('a transaction of a caller', () => {
  const calls = [createItems(...ids('a', 20_000)), createItems(...ids('b', 20_000)), createItems(...ids('c', 20_000))];
  const settled = async () => {
    // Writes run one after the other, so this one waits for the end of the one before it.
    await hosted.graph.write([createItems('last')]);
    return countOf(hosted.graph);
  };

  test('is rolled back when the caller dies in the middle, and the host goes on', async () => {
    await open();
    const connection = await hosted.connection();
    const write = connection.call('graph/write', calls).catch((error: unknown) => error);
    await sleep(60);
    Reflect.get(Reflect.get(connection, 'wire'), 'socket').destroy();
    expect(await write).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await settled()).toBe(1);
  });

  test('is rolled back when the caller cancels it', async () => {
    await open();
    const graph = await hosted.connect();
    const write = graph.write(calls, { signal: AbortSignal.timeout(60) });
    await expect(write).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(await settled()).toBe(1);
    await graph.close();
  });
});

describe('taking in what was written', () => {
  test('comes before a write is acknowledged', async () => {
    let seen = 0;
    await open({
      catchUp: async () => {
        await sleep(20);
        seen = await countOf(hosted.graph);
      },
    });
    const graph = await hosted.connect();
    await graph.write([createItems('a', 'b')]);
    expect(seen).toBe(2);
    await graph.runCypher({ text: "CREATE (:Item {id: 'c'})", parameters: {} });
    expect(seen).toBe(3);
    await graph.close();
  });

  test('is not waited for by reads', async () => {
    await open({ catchUp: () => new Promise(() => undefined) });
    const graph = await hosted.connect();
    await graph.ping();
    await graph.runCypher({ text: 'MATCH (i:Item) RETURN i.id', parameters: {} }, { isReadOnly: true });
    await graph.close();
  });

  test('that fails does not make the write a failed one, and is told', async () => {
    await open({ catchUp: () => Promise.reject(new Error('no memory')) });
    const graph = await hosted.connect();
    await expect(graph.write([createItems('a')])).resolves.toMatchObject({ nodesCreated: 1 });
    await graph.close();
    expect(hosted.errors).toEqual([expect.objectContaining({ message: 'no memory' })]);
  });

  test('is shared by those who come while it runs, and covers everything before', async () => {
    await open();
    let runs = 0;
    let written = 0;
    let seen = 0;
    const catchUp = new CatchUp(async () => {
      runs++;
      const now = written;
      await sleep(20);
      seen = now;
    }, fail);
    const waits = Array.from({ length: 10 }, async () => {
      written++;
      const mine = written;
      await catchUp.run();
      expect(seen).toBeGreaterThanOrEqual(mine);
    });
    await Promise.all(waits);
    expect(runs).toBe(2);
  });

  test('holds up a session with many writes for a while in all, and then only its end', async () => {
    await open();
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const session = new SessionCatchUp(new CatchUp(() => finished, fail), 50);
    const startedMs = performance.now();
    for (let k = 0; k < 100; k++) await session.written();
    expect(performance.now() - startedMs).toBeLessThan(1_000);
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(49);
    expect(await Promise.race([session.settled(), sleep(50, 'still waiting')])).toBe('still waiting');
    finish();
    await session.settled();
  });
});

describe("the host's writer", () => {
  let writer: GraphWriter;
  const hostWriter = async () => {
    const methods = {};
    await open({ methods });
    writer = new GraphWriter({ graph: hosted.graph, ontology: new Ontology(), clock: () => 0 });
    Object.assign(methods, writerMethods(writer));
  };
  const caller = async () => new RemoteGraphWriter(await hosted.connection(), new Ontology());

  const fill = async (to: GraphWrites): Promise<unknown[]> => [
    await to.upsertDomains([{ id: 'film', label: 'Films', labelZh: '电影' }]),
    await to.upsertScenes([scene('commute')]),
    await to.upsertEntities([entity('e1'), entity('e2')]),
    await to.upsertUsers([{ id: 'u1', attributes: { city: ['Wien', '维也纳'] } }]),
    await to.upsertItems([item('i1', { year: 1999 }), item('i2'), item('i1', { year: 1999 })]),
    (await to.declareRelation({ name: 'FILMED_IN' })).name,
    await to.upsertRelations([
      link({ type: 'Item', id: 'i1' }, 'FILMED_IN', { type: 'Entity', id: 'e1' }),
      link({ type: 'Item', id: 'nowhere' }, 'ABOUT', { type: 'Entity', id: 'e1' }),
    ]),
    await to.recordInteractions([event(), event(), event({ userId: 'u9', eventId: 'x' })], {
      createMissingUsers: true,
    }),
    await to.recordInteractions([event({ userId: 'u8', eventId: 'y' })]),
    await to.deleteItem('i2'),
    await to.deleteUser('nobody'),
  ];

  test('does for a caller what it does for its own process, and reports the same', async () => {
    await hostWriter();
    const own = await EmbeddedKnowledgeGraph.open({ path: null });
    const expected = await fill(new GraphWriter({ graph: own, ontology: new Ontology(), clock: () => 0 }));
    const remote = await caller();
    const actual = await fill(remote);
    const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
    expect(plain(actual)).toEqual(plain(expected));
    expect(await graphDigest(hosted.graph)).toBe(await graphDigest(own));
    expect(await fill(remote)).toContainEqual(['duplicate', 'duplicate', 'duplicate']);
    await own.close();
  });

  test("teaches the caller's ontology a relation that it declares", async () => {
    await hostWriter();
    const ontology = new Ontology();
    const remote = new RemoteGraphWriter(await hosted.connection(), ontology);
    await remote.declareRelation({ name: 'FILMED_IN' });
    expect(ontology.find('FILMED_IN')?.isDeclared).toBe(true);
    await expect(remote.declareRelation({ name: 'no name' })).rejects.toMatchObject({ code: 'UNKNOWN_RELATION' });
  });

  test('records an event once that several callers send at the same time', async () => {
    await hostWriter();
    await writer.upsertItems([item('i1')]);
    const callers = await Promise.all([caller(), caller(), caller()]);
    const events = Array.from({ length: 200 }, (_, k) => event({ eventId: `e${k}` }));
    const outcomes = await Promise.all(
      callers.map((remote) => remote.recordInteractions(events, { createMissingUsers: true })),
    );
    for (let k = 0; k < events.length; k++) {
      expect(outcomes.map((list) => list[k]).sort()).toEqual(['duplicate', 'duplicate', 'recorded']);
    }
  });

  test('has told its listeners of a write before the caller hears that it is done', async () => {
    await hostWriter();
    const projection = new Projection();
    new ProjectionUpdater(projection).follow(writer);
    const remote = await caller();
    await remote.upsertItems([item('i1')]);
    expect(projection.items.size).toBe(1);
    await remote.recordInteractions([event()], { createMissingUsers: true });
    expect(projection.events.length).toBe(1);
  });
});

function fail(error: unknown): never {
  throw error;
}
