import { encodeGlobalId } from '../../src/schema/global-id.js';
import { entityRef, itemRef, NOW_MS, SmallWorld, userRef } from '../recommend/small-world.js';
import { startTestServer, type TestServer } from '../server/test-server.js';

interface List<Node> {
  readonly edges: readonly { readonly node: Node; readonly cursor: string; readonly relation?: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const world = new SmallWorld()
  .domain('film', 'Films', '电影')
  .scene('bedtime', { label: 'Bedtime', labelZh: '睡前', phrases: ['in bed'] })
  .item('arrival', { title: 'Arrival', titleZh: '降临', description: 'Words.', year: 2016, addedAt: NOW_MS })
  .item('dune', { title: 'Dune' })
  .user('ann');
for (let n = 0; n < 7; n++) {
  world.entity(`e${n}`, `Entity ${n}`).relate(itemRef('arrival'), 'ABOUT', entityRef(`e${n}`), 1 + (n % 3));
  world.event('ann', n % 2 === 0 ? 'arrival' : 'dune', { sceneId: n === 0 ? 'bedtime' : null });
}
world.relate(itemRef('arrival'), 'INSPIRED_BY', itemRef('dune'));
world.relate(userRef('ann'), 'PREFERS', entityRef('e1'), 2).relate(userRef('ann'), 'PREFERS', entityRef('e2'), 3);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ fill: (writer) => world.save(writer) });
}, 60_000);
afterAll(() => server.close());

async function ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Data> {
  const { data, errors } = await server.ask<Data>(query, variables);
  expect(errors).toEqual([]);
  return data;
}

/** Reads a list to its end, two entries a page. */
async function readAll<Node>(query: string, listOf: (data: never) => List<Node>): Promise<Node[]> {
  const nodes: Node[] = [];
  for (let after: string | null = null, pages = 0; ; pages++) {
    expect(pages).toBeLessThan(20);
    const list: List<Node> = listOf((await ask(query, { after })) as never);
    expect(list.edges.length).toBeLessThanOrEqual(2);
    nodes.push(...list.edges.map(({ node }) => node));
    if (!list.pageInfo.hasNextPage) return nodes;
    after = list.pageInfo.endCursor;
  }
}

test('an item tells everything the catalogue has, in the wanted language where there is one', async () => {
  const data = await ask(`{ item(id: "arrival") {
    id key title zh: title(language: ZH) description(language: ZH) year isAvailable addedAt
    domain { id key label(language: ZH) itemCount } attributes { name }
  } }`);
  expect(data).toEqual({
    item: {
      id: encodeGlobalId('Item', 'arrival'),
      key: 'arrival',
      title: 'Arrival',
      zh: '降临',
      description: 'Words.',
      year: 2016,
      isAvailable: true,
      addedAt: new Date(NOW_MS).toISOString(),
      domain: { id: encodeGlobalId('Domain', 'film'), key: 'film', label: '电影', itemCount: 2 },
      attributes: [],
    },
  });
});

test('every type of node is found again by its global id, in the order of the ids', async () => {
  const ids = (['User/ann', 'Item/dune', 'Entity/e1', 'Scene/bedtime', 'Domain/film'] as const).map((ref) => {
    const [type, id] = ref.split('/') as ['User' | 'Item' | 'Entity' | 'Scene' | 'Domain', string];
    return encodeGlobalId(type, id);
  });
  const data = await ask<{ nodes: unknown }>('query N($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids });
  const types = ['User', 'Item', 'Entity', 'Scene', 'Domain'];
  expect(data.nodes).toEqual(ids.map((id, n) => ({ __typename: types[n], id })));
});

test('relations come heaviest first, to entities, items and scenes, and page to their end', async () => {
  const query = `query R($after: String) { item(id: "arrival") { relations(first: 2, after: $after) {
    edges { relation cursor node { ... on Entity { key } ... on Item { key } } } pageInfo { hasNextPage endCursor }
  } } }`;
  const nodes = await readAll<{ key: string }>(
    query,
    (data: { item: { relations: List<{ key: string }> } }) => data.item.relations,
  );
  expect(nodes.map(({ key }) => key)).toEqual(['e2', 'e5', 'e1', 'e4', 'e0', 'e3', 'e6', 'dune']);
});

test('a history comes newest first and pages to its end', async () => {
  const query = `query H($after: String) { user(id: "ann") { history(first: 2, after: $after) {
    edges { cursor node { eventId kind at item { key } scene { key } } } pageInfo { hasNextPage endCursor }
  } } }`;
  interface Event {
    readonly eventId: string;
    readonly kind: string;
    readonly at: string;
    readonly scene: { readonly key: string } | null;
  }
  const events = await readAll<Event>(query, (data: { user: { history: List<Event> } }) => data.user.history);
  expect(events.map(({ eventId }) => eventId)).toEqual(Array.from({ length: 7 }, (_, n) => `event-${n}`));
  expect(events[0]).toMatchObject({ kind: 'LIKE', item: { key: 'arrival' }, scene: { key: 'bedtime' } });
  expect(events.map(({ at }) => at)).toEqual(
    events
      .map(({ at }) => at)
      .toSorted()
      .reverse(),
  );
});

test('preferences come strongest first', async () => {
  const data = await ask('{ user(id: "ann") { preferences { weight entity { key } } } }');
  expect(data).toEqual({
    user: {
      preferences: [
        { weight: 3, entity: { key: 'e2' } },
        { weight: 2, entity: { key: 'e1' } },
      ],
    },
  });
});

test('a neighbourhood holds the node in the middle, those around it, and only edges between them', async () => {
  interface Drawing {
    readonly neighbourhood: {
      readonly centreId: string;
      readonly isComplete: boolean;
      readonly nodes: readonly { readonly id: string; readonly label: string; readonly distance: number }[];
      readonly edges: readonly { readonly source: string; readonly target: string }[];
    };
  }
  const id = encodeGlobalId('Item', 'arrival');
  const query = `query N($first: Int!) { neighbourhood(id: "${id}", depth: 2, first: $first) {
    centreId isComplete nodes { id label distance } edges { source target relation weight }
  } }`;
  const { neighbourhood } = await ask<Drawing>(query, { first: 100 });
  expect(neighbourhood.centreId).toBe(id);
  expect(neighbourhood.isComplete).toBe(true);
  expect(neighbourhood.nodes[0]).toEqual({ id, label: 'Arrival', distance: 0 });
  const known = new Set(neighbourhood.nodes.map((node) => node.id));
  expect(known.has(encodeGlobalId('Item', 'dune'))).toBe(true);
  for (const { source, target } of neighbourhood.edges)
    expect([known.has(source), known.has(target)]).toEqual([true, true]);
  const small = await ask<Drawing>(query, { first: 3 });
  expect(small.neighbourhood.nodes).toHaveLength(3);
  expect(small.neighbourhood.isComplete).toBe(false);
});

test('domains, scenes and the ontology are listed', async () => {
  const data = await ask<{ ontology: { relations: unknown[]; interactionKinds: unknown[] } }>(`{
    domains { key itemCount } scenes { key label description }
    ontology { relations { name phrase(language: ZH) } interactionKinds { kind strength isNegative } }
  }`);
  expect(data).toMatchObject({
    domains: [{ key: 'film', itemCount: 2 }],
    scenes: [{ key: 'bedtime', label: 'Bedtime' }],
  });
  expect(data.ontology.relations).toContainEqual({ name: 'DIRECTED_BY', phrase: '《{subject}》由{object}执导' });
  expect(data.ontology.interactionKinds).toContainEqual({ kind: 'DISLIKE', strength: 0, isNegative: true });
});

test('search finds a title first, in Chinese as well', async () => {
  for (const text of ['Arrival', '降临']) {
    const data = await ask<{ search: List<{ key: string }> }>(
      'query S($text: String!) { search(text: $text) { edges { node { key } cursor } } }',
      { text },
    );
    expect(data.search.edges[0].node.key).toBe('arrival');
  }
});
