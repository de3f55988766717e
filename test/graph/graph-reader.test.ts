import { Ontology } from '../../src/domain/ontology.js';
import { EmbeddedKnowledgeGraph } from '../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphReader } from '../../src/graph/graph-reader.js';
import { GraphWriter } from '../../src/graph/graph-writer.js';
import type { KnowledgeGraph } from '../../src/graph/knowledge-graph.js';
import { entity, event, item, link, scene } from './graph-records.js';

let graph: KnowledgeGraph;
let reader: GraphReader;

async function fill(store: KnowledgeGraph, isReversed: boolean): Promise<GraphWriter> {
  const writer = new GraphWriter({ graph: store, ontology: new Ontology(), clock: () => 0 });
  const ordered = <T>(list: T[]): T[] => (isReversed ? list.reverse() : list);
  await writer.upsertScenes(ordered([scene('s1'), scene('s2')]));
  await writer.upsertDomains(
    ordered([
      { id: 'film', label: 'Films', labelZh: '电影' },
      { id: 'book', label: 'Books', labelZh: '书' },
    ]),
  );
  await writer.upsertItems(ordered([item('i1', { titleZh: '一' }), item('i2', { domain: 'book' }), item('i3')]));
  await writer.upsertEntities(ordered([entity('e1', { labelZh: '甲' }), entity('e2')]));
  await writer.recordInteractions(
    ordered([
      event({ eventId: 'a', at: 30 }),
      event({ eventId: 'b', at: 20, itemId: 'i2' }),
      event({ eventId: 'c', at: null, itemId: 'i3' }),
      event({ eventId: 'd', userId: 'u2' }),
    ]),
    { createMissingUsers: true },
  );
  await writer.upsertRelations(
    ordered([
      link({ type: 'Item', id: 'i1' }, 'ABOUT', { type: 'Entity', id: 'e1' }, 0.5),
      link({ type: 'Item', id: 'i1' }, 'ABOUT', { type: 'Entity', id: 'e2' }, 0.9),
      link({ type: 'Item', id: 'i2' }, 'ABOUT', { type: 'Entity', id: 'e1' }, 1),
      link({ type: 'Item', id: 'i2' }, 'BASED_ON', { type: 'Item', id: 'i3' }, 1),
      link({ type: 'User', id: 'u1' }, 'FRIEND_OF', { type: 'User', id: 'u2' }, 1),
    ]),
  );
  return writer;
}

beforeEach(async () => {
  graph = await EmbeddedKnowledgeGraph.open({ path: null });
  reader = new GraphReader(graph);
  await fill(graph, false);
});
afterEach(() => graph.close());

test('records come back by id; unknown ids are left out and repeated ones come once', async () => {
  expect(await reader.items(['i2', 'nope', 'i2'])).toEqual(new Map([['i2', item('i2', { domain: 'book' })]]));
  expect([...(await reader.users(['u1', 'nope'])).keys()]).toEqual(['u1']);
  expect((await reader.entities(['e1'])).get('e1')).toEqual(entity('e1', { labelZh: '甲' }));
  expect(await reader.items([])).toEqual(new Map());
});

test('scenes and domains come in the order of their ids', async () => {
  expect(await reader.scenes()).toEqual([scene('s1'), scene('s2')]);
  expect((await reader.domains()).map(({ id }) => id)).toEqual(['book', 'film']);
});

test('edges carry the label of the other end, the heaviest first, at most the asked number a node', async () => {
  const out = await reader.edgesFrom(['Item', 'Entity'], ['i1', 'i2', 'i3'], 1);
  expect(out.get('i1')).toEqual([
    {
      relation: 'ABOUT',
      isForward: true,
      otherType: 'Entity',
      otherId: 'e2',
      label: 'Label of e2',
      labelZh: null,
      weight: 0.9,
      source: 'catalogue',
    },
  ]);
  expect(out.get('i2')).toHaveLength(1);
  expect(out.has('i3')).toBe(false);
  const into = await reader.edgesTo(['Item', 'Entity'], ['e1'], 10);
  expect(into.get('e1')).toMatchObject([
    { isForward: false, otherType: 'Item', otherId: 'i2', label: 'Title of i2', weight: 1 },
    { isForward: false, otherId: 'i1', labelZh: '一', weight: 0.5 },
  ]);
});

test('a history comes newest first, events without a time last, and continues after a position', async () => {
  const first = await reader.history('u1', null, 2);
  expect(first.map((entry) => entry.interaction.eventId)).toEqual(['a', 'b']);
  const rest = await reader.history('u1', first[1].position, 2);
  expect(rest.map((entry) => entry.interaction.eventId)).toEqual(['c']);
  expect(await reader.history('nobody', null, 2)).toEqual([]);
});

test('events of one time stand in a history by arrival and none is skipped between pages', async () => {
  const writer = new GraphWriter({ graph, ontology: new Ontology(), clock: () => 0 });
  for (const eventId of ['p', 'q', 'r']) await writer.recordInteractions([event({ userId: 'u2', eventId, at: 7 })]);
  await writer.deleteItem('i2');
  const seen: string[] = [];
  let position = null;
  for (;;) {
    const page = await reader.history('u2', position, 1);
    if (page.length === 0) break;
    seen.push(page[0].interaction.eventId);
    position = page[0].position;
  }
  expect(seen).toEqual(['d', 'r', 'q', 'p']);
});

describe('neighbourhood', () => {
  const names = (list: readonly { readonly node: { readonly id: string } }[]) => list.map(({ node }) => node.id).sort();

  test('it grows hop by hop', async () => {
    const near = await reader.neighbourhood({ type: 'Item', id: 'i1' }, 1, 50);
    expect(names(near?.nodes ?? [])).toEqual(['e1', 'e2', 'film', 'i1']);
    expect(near?.edges).toHaveLength(3);
    const far = await reader.neighbourhood({ type: 'Item', id: 'i1' }, 2, 50);
    expect(names(far?.nodes ?? [])).toEqual(['e1', 'e2', 'film', 'i1', 'i2', 'i3']);
    expect(far?.nodes.find(({ node }) => node.id === 'i2')).toMatchObject({ distance: 2, label: 'Title of i2' });
  });

  test('other people are never part of it, not even friends', async () => {
    for (const root of [
      { type: 'Item', id: 'i1' },
      { type: 'User', id: 'u1' },
      { type: 'Entity', id: 'e1' },
    ] as const) {
      const found = await reader.neighbourhood(root, 3, 50);
      const people = found?.nodes.filter(({ node }) => node.type === 'User' && node.id !== root.id);
      expect(people).toEqual([]);
      expect(JSON.stringify(found)).not.toContain('u2');
    }
  });

  test('the limit cuts nodes off and says so, and every edge joins two nodes that are there', async () => {
    const found = await reader.neighbourhood({ type: 'Item', id: 'i1' }, 3, 3);
    expect(found?.nodes).toHaveLength(3);
    expect(found?.isPartial).toBe(true);
    const present = new Set(found?.nodes.map(({ node }) => `${node.type}/${node.id}`));
    for (const { from, to } of found?.edges ?? []) {
      expect(present).toContain(`${from.type}/${from.id}`);
      expect(present).toContain(`${to.type}/${to.id}`);
    }
  });

  test('an edge points the way it is stored, from whichever end it was found', async () => {
    const found = await reader.neighbourhood({ type: 'Entity', id: 'e2' }, 1, 50);
    expect(found?.edges).toEqual([
      { from: { type: 'Item', id: 'i1' }, relation: 'ABOUT', to: { type: 'Entity', id: 'e2' }, weight: 0.9 },
    ]);
  });

  test('an unknown node has none, and a depth outside 1 to 3 is refused', async () => {
    expect(await reader.neighbourhood({ type: 'Item', id: 'nope' }, 1, 10)).toBeNull();
    for (const depth of [0, 4, 1.5]) {
      await expect(reader.neighbourhood({ type: 'Item', id: 'i1' }, depth, 10)).rejects.toMatchObject({
        code: 'INVALID_ARGUMENT',
      });
    }
  });
});

test('counts tell nodes, events and edges by relation', async () => {
  expect(await reader.counts()).toEqual({
    nodes: { User: 2, Item: 3, Entity: 2, Scene: 2, Domain: 2 },
    interactions: 4,
    relations: { ABOUT: 3, BASED_ON: 1, FRIEND_OF: 1 },
  });
});

describe('digest', () => {
  test('the same graph written in another order has the same digest', async () => {
    const other = await EmbeddedKnowledgeGraph.open({ path: null });
    await fill(other, true);
    expect(await new GraphReader(other).digest()).toBe(await reader.digest());
    await other.close();
  });

  test('any difference changes it, even one event more or one weight', async () => {
    const writer = new GraphWriter({ graph, ontology: new Ontology(), clock: () => 0 });
    const digests = new Set([await reader.digest()]);
    await writer.recordInteractions([event({ eventId: 'new' })]);
    digests.add(await reader.digest());
    await writer.upsertRelations([link({ type: 'Item', id: 'i1' }, 'ABOUT', { type: 'Entity', id: 'e1' }, 0.51)]);
    digests.add(await reader.digest());
    await writer.upsertItems([item('i1', { titleZh: '二' })]);
    digests.add(await reader.digest());
    expect(digests.size).toBe(4);
  });
});
