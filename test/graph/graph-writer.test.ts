import { Ontology } from '../../src/domain/ontology.js';
import { EmbeddedKnowledgeGraph } from '../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphReader } from '../../src/graph/graph-reader.js';
import { GraphWriter } from '../../src/graph/graph-writer.js';
import { loadOntology } from '../../src/graph/load-ontology.js';
import type { CommittedWrite } from '../../src/graph/writes/committed-write.js';
import { entity, event, item, link, scene } from './graph-records.js';

const NOW_MS = 1_750_000_000_000;

async function setUp() {
  const graph = await EmbeddedKnowledgeGraph.open({ path: null });
  const ontology = new Ontology();
  const writer = new GraphWriter({ graph, ontology, clock: () => NOW_MS });
  const commits: CommittedWrite[][] = [];
  writer.onCommitted((writes) => void commits.push([...writes]));
  return { graph, ontology, writer, reader: new GraphReader(graph), commits };
}

let world: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  world = await setUp();
});
afterEach(() => world.graph.close());

const film = (id: string) => ({ type: 'Item' as const, id });
const topic = (id: string) => ({ type: 'Entity' as const, id });

describe('upserts', () => {
  test('the same records a second time change nothing and are not a commit', async () => {
    const { writer, reader, commits } = world;
    const write = async () => [
      await writer.upsertDomains([{ id: 'film', label: 'Films', labelZh: '电影' }]),
      await writer.upsertScenes([scene('commute')]),
      await writer.upsertEntities([entity('e1'), entity('e2', { labelZh: '标签' })]),
      await writer.upsertItems([item('i1', { year: 1999, attributes: { mood: ['calm', 'warm'], length: 90.5 } })]),
      await writer.upsertUsers([{ id: 'u1', attributes: { age: 30 } }]),
      await writer.upsertRelations([link(film('i1'), 'ABOUT', topic('e1'), 0.5)]),
    ];
    for (const report of await write()) expect(report).toMatchObject({ changed: 0, unchanged: 0, rejected: [] });
    const digest = await reader.digest();
    const commitCount = commits.length;
    for (const report of await write()) expect(report).toMatchObject({ created: 0, changed: 0, rejected: [] });
    expect(await reader.digest()).toBe(digest);
    expect(commits).toHaveLength(commitCount);
  });

  test('a changed record replaces the stored one, and what it no longer says goes away', async () => {
    const { writer, reader } = world;
    await writer.upsertItems([item('i1', { year: 1999, description: 'Old', attributes: { mood: 'calm' } })]);
    const changed = item('i1', { title: 'New title', attributes: { length: 5 } });
    expect(await writer.upsertItems([changed])).toMatchObject({ created: 0, changed: 1 });
    expect((await reader.items(['i1'])).get('i1')).toEqual(changed);
  });

  test('an item that changes its domain leaves the old one', async () => {
    const { writer, reader, graph } = world;
    await writer.upsertItems([item('i1', { domain: 'film' })]);
    expect(await writer.upsertItems([item('i1', { domain: 'book' })])).toMatchObject({ changed: 1 });
    expect((await reader.items(['i1'])).get('i1')?.domain).toBe('book');
    const edges = await graph.read({ key: 'items/find-domains', parameters: { ids: ['i1'] } });
    expect(edges).toEqual([{ id: 'i1', domain: 'book' }]);
  });

  test('within one call the last record of an id wins, and both are counted', async () => {
    const { writer, reader } = world;
    const report = await writer.upsertEntities([entity('e1', { label: 'First' }), entity('e1', { label: 'Last' })]);
    expect(report).toMatchObject({ created: 1, changed: 1 });
    expect((await reader.entities(['e1'])).get('e1')?.label).toBe('Last');
  });

  test.each([
    ['an empty id', item(''), /id is empty/],
    ['an id of 600 characters', item('x'.repeat(600)), /longer than 512/],
    ['an empty title', item('i', { title: '' }), /title is empty/],
    ['a year that is not whole', item('i', { year: 1999.5 }), /year/],
    ['an attribute with a bad name', item('i', { attributes: { 'a`b': 1 } }), /attribute name "a`b"/],
    ['an attribute with a reserved name', item('i', { attributes: { title: 'x' } }), /"title" is reserved/],
    ['an attribute that is not a number', item('i', { attributes: { score: Number.NaN } }), /not a finite number/],
  ])('an item with %s is rejected with its place and the reason, and the rest goes in', async (_, bad, reason) => {
    const { writer, reader } = world;
    const report = await writer.upsertItems([item('good-1'), bad, item('good-2')]);
    expect(report).toMatchObject({ created: 2, rejected: [{ index: 1, reason: expect.stringMatching(reason) }] });
    expect([...(await reader.items(['good-1', 'good-2'])).keys()]).toEqual(['good-1', 'good-2']);
  });

  test('more records than one transaction holds keep their places in the report', async () => {
    const users = Array.from({ length: 5_001 }, (_, k) => ({ id: `u${k}`, attributes: {} }));
    users.push({ id: '', attributes: {} });
    const report = await world.writer.upsertUsers(users);
    expect(report).toMatchObject({ created: 5_001, rejected: [{ index: 5_001 }] });
  });
});

describe('relations', () => {
  test('a missing entity is made when its label is given, and otherwise the reference dangles', async () => {
    const { writer, reader } = world;
    await writer.upsertItems([item('i1')]);
    const report = await writer.upsertRelations([
      { ...link(film('i1'), 'DIRECTED_BY', topic('ann')), objectLabel: 'Ann Lee' },
      link(film('i1'), 'DIRECTED_BY', topic('bob')),
      link(film('i9'), 'ABOUT', topic('ann')),
    ]);
    expect(report).toMatchObject({
      created: 1,
      rejected: [
        { index: 1, reason: expect.stringContaining('no Entity with the id "bob"') },
        { index: 2, reason: expect.stringContaining('no Item with the id "i9"') },
      ],
    });
    expect((await reader.entities(['ann'])).get('ann')).toEqual({
      id: 'ann',
      kind: 'person',
      label: 'Ann Lee',
      labelZh: null,
    });
  });

  test('a relation outside the ontology, or between the wrong kinds of nodes, is rejected', async () => {
    const { writer } = world;
    await writer.upsertItems([item('i1'), item('i2')]);
    const { rejected } = await writer.upsertRelations([
      link(film('i1'), 'EATS]->() DELETE', film('i2')),
      link(film('i1'), 'PREFERS', film('i2')),
      link(film('i1'), 'BASED_ON', film('i2'), -1),
      link(film('i1'), 'BASED_ON', film('i2'), Number.NaN),
    ]);
    expect(rejected.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('not in the ontology'),
      'PREFERS does not join Item to Item',
      expect.stringContaining('weight'),
      expect.stringContaining('weight'),
    ]);
  });

  test('a relation exists once; a new weight changes it', async () => {
    const { writer, reader } = world;
    await writer.upsertItems([item('i1'), item('i2')]);
    await writer.upsertRelations([link(film('i1'), 'BASED_ON', film('i2'), 0.5)]);
    expect(await writer.upsertRelations([link(film('i1'), 'BASED_ON', film('i2'), 0.9)])).toMatchObject({ changed: 1 });
    const edges = await reader.edgesFrom(['Item', 'Item'], ['i1'], 10);
    expect(edges.get('i1')).toMatchObject([{ relation: 'BASED_ON', otherId: 'i2', weight: 0.9 }]);
  });

  test('a friendship told from both sides is one edge', async () => {
    const { writer, reader } = world;
    await writer.upsertUsers([
      { id: 'u1', attributes: {} },
      { id: 'u2', attributes: {} },
    ]);
    const friends = (a: string, b: string) => link({ type: 'User', id: a }, 'FRIEND_OF', { type: 'User', id: b });
    expect(await writer.upsertRelations([friends('u2', 'u1'), friends('u1', 'u2')])).toMatchObject({
      created: 1,
      unchanged: 1,
    });
    expect((await reader.counts()).relations).toEqual({ FRIEND_OF: 1 });
  });

  test('a declared relation can be written, and is known again when the store is opened', async () => {
    const { writer, graph } = world;
    await writer.upsertItems([item('i1')]);
    const declared = await writer.declareRelation({ name: 'FILMED_IN', objectKind: 'place', description: 'Where.' });
    await writer.upsertRelations([{ ...link(film('i1'), 'FILMED_IN', topic('rome')), objectLabel: 'Rome' }]);
    expect((await loadOntology(graph)).relation('FILMED_IN')).toEqual(declared);
  });

  test('no edge is stored whose relation the graph does not keep, however it was declared', async () => {
    const { writer, graph, ontology } = world;
    await writer.upsertItems([item('i1')]);
    ontology.declare({ name: 'FILMED_IN' });
    await writer.upsertRelations([{ ...link(film('i1'), 'FILMED_IN', topic('rome')), objectLabel: 'Rome' }]);
    expect((await loadOntology(graph)).find('FILMED_IN')?.isDeclared).toBe(true);
  });
});

describe('interactions', () => {
  beforeEach(async () => {
    await world.writer.upsertItems([item('i1'), item('i2')]);
    await world.writer.upsertUsers([{ id: 'u1', attributes: {} }]);
    await world.writer.upsertScenes([scene('commute')]);
  });

  test('each event has its own outcome', async () => {
    const outcomes = await world.writer.recordInteractions([
      event({ eventId: 'a', sceneId: 'commute', context: { weather: 'rain' } }),
      event({ eventId: 'a', sceneId: 'commute', context: { weather: 'rain' } }),
      event({ eventId: 'a', itemId: 'i2' }),
      event({ eventId: 'b', userId: 'u9' }),
      event({ eventId: 'c', itemId: 'i9' }),
      event({ eventId: 'd', sceneId: 'mars' }),
      event({ eventId: 'e', kind: 'devour' }),
      event({ eventId: 'f', kind: '__proto__' }),
      event({ eventId: 'g', value: Number.NaN }),
      event({ eventId: 'h', context: { 'a b': 'x' } }),
      event({ eventId: '' }),
    ]);
    expect(outcomes).toEqual([
      'recorded',
      'duplicate',
      'conflict',
      'unknown-user',
      'unknown-item',
      'unknown-scene',
      'unknown-kind',
      'unknown-kind',
      'invalid',
      'invalid',
      'invalid',
    ]);
    expect((await world.reader.counts()).interactions).toBe(1);
  });

  test('an event comes back from the history as it was given', async () => {
    const given = event({ value: 3.5, kind: 'rate', sceneId: 'commute', context: { weather: 'rain', city: '上海' } });
    await world.writer.recordInteractions([given]);
    expect((await world.reader.history('u1', null, 10)).map((entry) => entry.interaction)).toEqual([given]);
  });

  test('a repeated delivery is known by a writer that has just been started', async () => {
    const { graph, ontology, writer } = world;
    await writer.recordInteractions([event({ context: { weather: 'rain' } })]);
    const restarted = new GraphWriter({ graph, ontology, clock: () => NOW_MS });
    expect(await restarted.recordInteractions([event({ context: { weather: 'rain' } })])).toEqual(['duplicate']);
    expect(await restarted.recordInteractions([event({ context: { weather: 'sun' } })])).toEqual(['conflict']);
  });

  test('a writer that remembers nothing tells repeated deliveries too', async () => {
    const { graph, ontology, reader } = world;
    const writer = new GraphWriter({ graph, ontology, clock: () => NOW_MS, maxRememberedEvents: 0 });
    expect(await writer.recordInteractions([event(), event({ eventId: 'b' })])).toEqual(['recorded', 'recorded']);
    expect(await writer.recordInteractions([event(), event({ eventId: 'b' })])).toEqual(['duplicate', 'duplicate']);
    expect((await reader.counts()).interactions).toBe(2);
  });

  test('two users may use the same event id', async () => {
    await world.writer.upsertUsers([{ id: 'u2', attributes: {} }]);
    const outcomes = await world.writer.recordInteractions([event(), event({ userId: 'u2' })]);
    expect(outcomes).toEqual(['recorded', 'recorded']);
  });

  test('an unknown user is made when asked for, but not for an event that is refused', async () => {
    const { writer, reader } = world;
    const events = [event({ userId: 'new' }), event({ userId: 'other', itemId: 'i9' })];
    expect(await writer.recordInteractions(events, { createMissingUsers: true })).toEqual(['recorded', 'unknown-item']);
    expect([...(await reader.users(['new', 'other'])).keys()]).toEqual(['new']);
  });

  test('callers at the same time each get their own outcomes, and share transactions', async () => {
    const { writer, commits, reader } = world;
    const before = commits.length;
    const calls = Array.from({ length: 50 }, (_, k) =>
      writer.recordInteractions([event({ eventId: `e${k % 25}` }), event({ eventId: `x${k}`, itemId: 'i9' })]),
    );
    const outcomes = await Promise.all(calls);
    outcomes.forEach((outcome, k) => {
      expect(outcome).toEqual([k < 25 ? 'recorded' : 'duplicate', 'unknown-item']);
    });
    expect((await reader.counts()).interactions).toBe(25);
    expect(commits.length - before).toBeLessThan(5);
  });

  test('after a write that failed, the same events can be sent again', async () => {
    const { graph, writer } = world;
    const store = graph.write.bind(graph);
    let isBroken = true;
    Object.assign(graph, {
      write: (...given: Parameters<typeof store>) => {
        if (isBroken) return Promise.reject(new Error('disk'));
        return store(...given);
      },
    });
    await expect(writer.recordInteractions([event()])).rejects.toThrow('disk');
    isBroken = false;
    expect(await writer.recordInteractions([event()])).toEqual(['recorded']);
    expect(await writer.recordInteractions([event()])).toEqual(['duplicate']);
  });
});

describe('deletions', () => {
  beforeEach(async () => {
    const { writer } = world;
    await writer.upsertItems([item('i1'), item('i2')]);
    await writer.upsertEntities([entity('e1')]);
    await writer.recordInteractions([event(), event({ userId: 'u2' })], { createMissingUsers: true });
    await writer.upsertRelations([
      link(film('i1'), 'ABOUT', topic('e1')),
      link({ type: 'User', id: 'u1' }, 'PREFERS', topic('e1')),
      link({ type: 'User', id: 'u1' }, 'FRIEND_OF', { type: 'User', id: 'u2' }),
    ]);
  });

  test('a deleted user takes events, preferences and friendships along, and is not named in the change feed', async () => {
    const { writer, reader, graph } = world;
    expect(await writer.deleteUser('u1')).toBe(true);
    expect(await reader.counts()).toMatchObject({ interactions: 1, relations: { ABOUT: 1 }, nodes: { User: 1 } });
    const { changes } = await graph.changesSince(0, 100);
    expect(JSON.stringify(changes)).not.toContain('u1');
    expect(await writer.deleteUser('u1')).toBe(false);
  });

  test('a deleted user who comes back starts afresh, with the old event ids free again', async () => {
    const { writer } = world;
    await writer.deleteUser('u1');
    expect(await writer.recordInteractions([event()], { createMissingUsers: true })).toEqual(['recorded']);
  });

  test('a deleted item takes its events and relations along', async () => {
    const { writer, reader } = world;
    expect(await writer.deleteItem('i1')).toBe(true);
    expect(await reader.counts()).toMatchObject({ interactions: 0, nodes: { Item: 1 } });
    expect(await writer.deleteItem('i1')).toBe(false);
    expect(await writer.recordInteractions([event()])).toEqual(['unknown-item']);
  });
});

describe('listeners', () => {
  test('a listener has heard of a write before its promise resolves, and not of what did not change', async () => {
    const { writer, commits } = world;
    await writer.upsertItems([item('i1'), item('i2')]);
    await writer.upsertItems([item('i1'), item('i2', { year: 2000 })]);
    expect(commits.at(-1)).toEqual([{ type: 'items', records: [item('i2', { year: 2000 })] }]);
    await writer.recordInteractions([event({ userId: 'u1' }), event({ userId: 'u1' })], { createMissingUsers: true });
    expect(commits.at(-1)).toEqual([
      { type: 'users', records: [{ id: 'u1', attributes: {} }] },
      { type: 'interactions', records: [event()] },
    ]);
  });

  test('a listener that has left hears nothing more', async () => {
    const { writer } = world;
    let count = 0;
    const leave = writer.onCommitted(() => void count++);
    await writer.upsertItems([item('i1')]);
    leave();
    await writer.upsertItems([item('i2')]);
    expect(count).toBe(1);
  });

  test('the change feed names what was touched, and says bulk when that is too much', async () => {
    const { writer, graph } = world;
    await writer.upsertItems([item('i1')]);
    await writer.upsertItems(Array.from({ length: 501 }, (_, k) => item(`b${k}`)));
    const { changes } = await graph.changesSince(0, 10);
    expect(changes).toEqual([
      { sequence: 1, kind: 'nodes', ids: ['Domain/film', 'Item/i1'], at: NOW_MS, commitId: expect.any(String) },
      { sequence: 2, kind: 'bulk', ids: [], at: NOW_MS, commitId: expect.any(String) },
    ]);
  });
});
