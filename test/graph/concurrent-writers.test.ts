import { IsthmusError } from '../../src/domain/errors.js';
import { Ontology } from '../../src/domain/ontology.js';
import { EmbeddedKnowledgeGraph } from '../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphReader } from '../../src/graph/graph-reader.js';
import { GraphWriter } from '../../src/graph/graph-writer.js';
import type { KnowledgeGraph } from '../../src/graph/knowledge-graph.js';
import type { CommittedWrite } from '../../src/graph/writes/committed-write.js';
import { entity, event, item, link } from './graph-records.js';

let graph: EmbeddedKnowledgeGraph;
let reader: GraphReader;

/** A store through which one write is on its way for as long as `before` takes. */
class SlowGraph {
  writes = 0;
  before: () => Promise<unknown> = async () => null;

  through(store: KnowledgeGraph): KnowledgeGraph {
    return Object.assign(Object.create(store), {
      write: async (...given: Parameters<KnowledgeGraph['write']>) => {
        this.writes++;
        const { before } = this;
        this.before = async () => null;
        await before();
        return store.write(...given);
      },
    });
  }
}

const slow = new SlowGraph();
let one: GraphWriter;
let other: GraphWriter;

beforeEach(async () => {
  graph = await EmbeddedKnowledgeGraph.open({ path: null });
  reader = new GraphReader(graph);
  one = new GraphWriter({ graph: slow.through(graph), ontology: new Ontology(), clock: () => 0 });
  other = new GraphWriter({ graph, ontology: new Ontology(), clock: () => 0 });
  await other.upsertItems([item('i1'), item('i2')]);
  await other.upsertUsers([
    { id: 'u1', attributes: {} },
    { id: 'u2', attributes: {} },
  ]);
  await one.upsertEntities([entity('e1')]);
  slow.writes = 0;
});
afterEach(() => graph.close());

const about = (weight: number) => link({ type: 'Item', id: 'i1' }, 'ABOUT', { type: 'Entity', id: 'e1' }, weight);

describe('a write that another one overtakes', () => {
  test('an event that the other has recorded is a duplicate, or a conflict when it says something else', async () => {
    slow.before = () => other.recordInteractions([event(), event({ eventId: 'b' })]);
    const events = [event(), event({ eventId: 'b', itemId: 'i2' }), event({ eventId: 'c' })];
    expect(await one.recordInteractions(events)).toEqual(['duplicate', 'conflict', 'recorded']);
    expect((await reader.counts()).interactions).toBe(3);
  });

  test('an event with an item that the other has deleted is refused', async () => {
    slow.before = () => other.deleteItem('i1');
    expect(await one.recordInteractions([event(), event({ eventId: 'b', itemId: 'i2' })])).toEqual([
      'unknown-item',
      'recorded',
    ]);
  });

  test('an item that both make is made once, and the later one says what it is', async () => {
    slow.before = () => other.upsertItems([item('new', { title: 'Theirs', domain: 'book' })]);
    expect(await one.upsertItems([item('new', { title: 'Ours' })])).toMatchObject({ created: 0, changed: 1 });
    expect((await reader.items(['new'])).get('new')).toEqual(item('new', { title: 'Ours' }));
    expect(await graph.read({ key: 'items/find-domains', parameters: { ids: ['new'] } })).toEqual([
      { id: 'new', domain: 'film' },
    ]);
  });

  test('an item that the other has deleted is made again', async () => {
    slow.before = () => other.deleteItem('i1');
    expect(await one.upsertItems([item('i1', { year: 1999 })])).toMatchObject({ created: 1, changed: 0 });
    expect((await reader.items(['i1'])).get('i1')).toEqual(item('i1', { year: 1999 }));
  });

  test('a relation that both make is there once', async () => {
    slow.before = () => other.upsertRelations([about(0.2)]);
    expect(await one.upsertRelations([about(0.7)])).toMatchObject({ created: 0, changed: 1 });
    const edges = await reader.edgesFrom(['Item', 'Entity'], ['i1'], 10);
    expect(edges.get('i1')).toMatchObject([{ otherId: 'e1', weight: 0.7 }]);
  });

  test('a relation to what the other has deleted is rejected with the reason', async () => {
    slow.before = () => other.deleteItem('i1');
    expect(await one.upsertRelations([about(1)])).toMatchObject({
      created: 0,
      rejected: [{ index: 0, reason: expect.stringContaining('no Item') }],
    });
  });

  test('a deletion of what the other has deleted says that nothing was there', async () => {
    slow.before = () => other.deleteUser('u1');
    expect(await one.deleteUser('u1')).toBe(false);
  });

  test('two that declare one relation agree on the first declaration', async () => {
    slow.before = () => other.declareRelation({ name: 'FILMED_IN', description: 'Theirs.' });
    await one.declareRelation({ name: 'FILMED_IN', description: 'Ours.' });
    const rows = await graph.read({ key: 'ontology/declared-relations', parameters: { limit: 10 } });
    expect(JSON.stringify(rows)).toContain('Theirs.');
  });

  test('a script in between makes it be planned again, whatever the script has done', async () => {
    slow.before = () => graph.runCypher({ text: "MATCH (i:Item {id: 'i1'}) DETACH DELETE i", parameters: {} });
    expect(await one.recordInteractions([event()])).toEqual(['unknown-item']);
  });

  test('a commit that touches other nodes does not make it be planned again', async () => {
    slow.before = () => other.recordInteractions([event({ userId: 'u2' })]);
    expect(await one.recordInteractions([event()])).toEqual(['recorded']);
    expect(slow.writes).toBe(1);
  });

  test('one that is overtaken without end is given up, and nothing of it is written', async () => {
    let n = 0;
    const overtake = async (): Promise<unknown> => {
      slow.before = overtake;
      return other.upsertItems([item('i1', { year: 1900 + n++ })]);
    };
    slow.before = overtake;
    await expect(one.upsertItems([item('i1', { title: 'Ours' })])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    slow.before = async () => null;
    expect((await reader.items(['i1'])).get('i1')?.title).not.toBe('Ours');
  });
});

describe('what a writer remembers', () => {
  test('events that another process has recorded since are duplicates', async () => {
    expect(await one.recordInteractions([event({ eventId: 'first' })])).toEqual(['recorded']);
    await other.recordInteractions([event()]);
    expect(await one.recordInteractions([event()])).toEqual(['duplicate']);
  });

  test('events of an item that another process has deleted can be recorded again', async () => {
    await one.recordInteractions([event()]);
    await other.deleteItem('i1');
    await other.upsertItems([item('i1')]);
    expect(await one.recordInteractions([event()])).toEqual(['recorded']);
  });

  test('a user whom another process has deleted is unknown', async () => {
    await one.recordInteractions([event()]);
    await other.deleteUser('u1');
    expect(await one.recordInteractions([event({ eventId: 'b' })])).toEqual(['unknown-user']);
  });
});

test('a transaction that a driver sends twice because the answer was lost is done once and acknowledged', async () => {
  const told: CommittedWrite[][] = [];
  const twice: KnowledgeGraph = Object.assign(Object.create(graph), {
    write: async (...given: Parameters<KnowledgeGraph['write']>) => {
      await graph.write(...given);
      return graph.write(...given);
    },
  });
  const writer = new GraphWriter({ graph: twice, ontology: new Ontology(), clock: () => 0 });
  writer.onCommitted((writes) => void told.push([...writes]));
  expect(await writer.recordInteractions([event()])).toEqual(['recorded']);
  expect((await reader.counts()).interactions).toBe(1);
  expect(told).toHaveLength(1);
});

test('events that several writers are sent at the same time are recorded once each', async () => {
  const third = new GraphWriter({ graph, ontology: new Ontology(), clock: () => 0 });
  const writers = [one, other, third];
  const events = Array.from({ length: 30 }, (_, k) => event({ eventId: `e${k}`, userId: `u${k % 3}` }));
  const outcomes = await Promise.all(
    writers.flatMap((writer) =>
      events.map((given) => writer.recordInteractions([given], { createMissingUsers: true })),
    ),
  );
  const count = (outcome: string) => outcomes.flat().filter((found) => found === outcome).length;
  expect([count('recorded'), count('duplicate')]).toEqual([30, 60]);
  expect((await reader.counts()).interactions).toBe(30);
});

test.each([true, false])(
  'a connection that breaks off during a commit that went in (%s) is not noticed',
  async (goesIn) => {
    const told: CommittedWrite[][] = [];
    let isBroken = true;
    const breaking: KnowledgeGraph = Object.assign(Object.create(graph), {
      write: async (...given: Parameters<KnowledgeGraph['write']>) => {
        const isWhole = !isBroken;
        isBroken = false;
        const summary = isWhole || goesIn ? await graph.write(...given) : null;
        if (isWhole && summary !== null) return summary;
        throw new IsthmusError('STORE_UNAVAILABLE', 'The connection broke off.');
      },
    });
    const writer = new GraphWriter({ graph: breaking, ontology: new Ontology(), clock: () => 0 });
    writer.onCommitted((writes) => void told.push([...writes]));
    expect(await writer.recordInteractions([event()])).toEqual(['recorded']);
    expect((await reader.counts()).interactions).toBe(1);
    expect(told).toHaveLength(1);
  },
);
