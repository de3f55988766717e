import { encodeGlobalId } from '../../src/schema/global-id.js';
import { startTestServer, type TestServer } from '../server/test-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.close());

const recommend = (input: string, page = '') => `{ recommendations(input: { ${input} }${page}) { edges { score } } }`;
const USER = encodeGlobalId('User', 'u1');
const TOO_MANY_LIKED = Array.from({ length: 101 }, () => '"i1"').join(' ');

test.each<[what: string, query: string, code: string, message: string | RegExp]>([
  [
    'first of 0',
    '{ trending(first: 0) { edges { score } } }',
    'INVALID_ARGUMENT',
    '`first` must be a whole number from 1 to 100, but is 0. Take more pages with `after` to read on.',
  ],
  ['first of -1', recommend('userId: "u1"', ', first: -1'), 'INVALID_ARGUMENT', /`first` .* but is -1\./],
  [
    'first of 10,000',
    '{ search(text: "x", first: 10000) { edges { score } } }',
    'INVALID_ARGUMENT',
    /`first` .* but is 10000\./,
  ],
  [
    'first of 0 below an item',
    '{ item(id: "i1") { relations(first: 0) { edges { relation } } } }',
    'INVALID_ARGUMENT',
    /`first`/,
  ],
  ['a malformed cursor', recommend('userId: "u1"', ', after: "nonsense"'), 'INVALID_CURSOR', /cursor/],
  [
    'a malformed cursor of a history',
    '{ user(id: "u1") { history(after: "nonsense") { edges { cursor } } } }',
    'INVALID_CURSOR',
    '`after` is no cursor of the list "User.history". Pass the `endCursor` of the page before just as it came, or leave it out.',
  ],
  [
    'a malformed cursor of relations',
    '{ item(id: "i1") { relations(after: "bm9uc2Vuc2U") { edges { cursor } } } }',
    'INVALID_CURSOR',
    /"Item.relations"/,
  ],
  [
    'objectives that weigh nothing',
    recommend('userId: "u1", objectives: { click: 0 }'),
    'INVALID_ARGUMENT',
    /`objectives` gives nothing a weight/,
  ],
  [
    'an objective below 0',
    recommend('userId: "u1", objectives: { dwell: -1 }'),
    'INVALID_ARGUMENT',
    '`objectives.dwell` must lie between 0 and 100, but is -1.',
  ],
  [
    'an objective that the model does not know',
    recommend('userId: "u1", objectives: { rating: 1 }'),
    'INVALID_ARGUMENT',
    /has not learned the objective "rating"/,
  ],
  [
    'user and liked items',
    recommend('userId: "u1", likedItemIds: ["i1"]'),
    'INVALID_ARGUMENT',
    /either `userId` or `likedItemIds`, not both/,
  ],
  [
    'neither user nor liked items',
    recommend('domains: ["film"]'),
    'INVALID_ARGUMENT',
    /give `userId`, or `likedItemIds` for a visitor/,
  ],
  [
    'scene and situation',
    recommend('userId: "u1", sceneId: "commute", situation: { device: "phone" }'),
    'INVALID_ARGUMENT',
    /either `sceneId` or `situation`, not both/,
  ],
  [
    'a facet without a value',
    recommend('userId: "u1", situation: { context: [{ name: "weather", value: " " }] }'),
    'INVALID_ARGUMENT',
    '`situation.context` needs a name and a value each.',
  ],
  [
    'a facet that is named twice',
    recommend(
      'userId: "u1", situation: { context: [{ name: "weather", value: "sunny" }, { name: "weather", value: "wet" }] }',
    ),
    'INVALID_ARGUMENT',
    '`situation.context` names "weather" twice.',
  ],
  [
    'an empty situation',
    recommend('userId: "u1", situation: { place: " " }'),
    'INVALID_ARGUMENT',
    '`situation` says nothing: give at least one part of it, or leave it out.',
  ],
  [
    'a local time that is none',
    recommend('userId: "u1", situation: { localTime: "25:00" }'),
    'INVALID_ARGUMENT',
    '`situation.localTime` must be a time of day such as "08:30", but is "25:00".',
  ],
  [
    'too many liked items',
    recommend(`likedItemIds: [${TOO_MANY_LIKED}]`),
    'INVALID_ARGUMENT',
    '`likedItemIds` has 101 entries; at most 100 are allowed.',
  ],
  [
    'diversity above 1',
    recommend('userId: "u1", diversity: 1.5'),
    'INVALID_ARGUMENT',
    '`diversity` must lie between 0 and 1, but is 1.5.',
  ],
  [
    'years the wrong way round',
    recommend('userId: "u1", filters: { yearFrom: 2000, yearTo: 1990 }'),
    'INVALID_ARGUMENT',
    '`filters.yearFrom` (2000) is after `filters.yearTo` (1990).',
  ],
  [
    'an attribute without values',
    recommend('userId: "u1", filters: { attributes: [{ name: "a", values: [] }] }'),
    'INVALID_ARGUMENT',
    '`filters.attributes` names no value for "a".',
  ],
  ['an unknown scene', recommend('userId: "u1", sceneId: "moon"'), 'NOT_FOUND', /scene .*"moon"/],
  ['an unknown domain', recommend('userId: "u1", domains: ["cheese"]'), 'NOT_FOUND', /domain .*"cheese"/],
  [
    'an unknown entity',
    recommend('userId: "u1", filters: { entityIds: ["nobody"] }'),
    'NOT_FOUND',
    /entity .*"nobody"/,
  ],
  ['an unknown item', '{ similarItems(itemId: "nothing") { edges { score } } }', 'NOT_FOUND', /item .*"nothing"/],
  [
    'the id of a user for an item',
    `{ item(id: "${USER}") { title } }`,
    'INVALID_ARGUMENT',
    '`id` names the User "u1", but an id of type Item is needed.',
  ],
  ['a plain id where the type is open', '{ node(id: "i1") { id } }', 'INVALID_ARGUMENT', /`id` must be a global id/],
  ['an empty id', '{ item(id: "") { title } }', 'INVALID_ARGUMENT', /`id` must be an id of 1 to 512 characters/],
  [
    'a depth of 4',
    `{ neighbourhood(id: "${USER}", depth: 4) { isComplete } }`,
    'INVALID_ARGUMENT',
    '`depth` must lie between 1 and 3, but is 4.',
  ],
  ['a window of no days', '{ trending(windowDays: 0) { edges { score } } }', 'INVALID_ARGUMENT', /`windowDays`/],
  [
    'an empty search',
    '{ search(text: "  ") { edges { score } } }',
    'INVALID_ARGUMENT',
    '`text` is empty: say what to look for.',
  ],
  [
    'a search text without end',
    `{ search(text: "${'x'.repeat(201)}") { edges { score } } }`,
    'INVALID_ARGUMENT',
    '`text` has 201 characters; at most 200 are allowed.',
  ],
])('%s is a clear error', async (_what, query, code, message) => {
  const { status, errors } = await server.ask(query);
  expect(errors).toHaveLength(1);
  expect(errors[0].extensions).toEqual({ code, isRetryable: false });
  expect(errors[0].message).toMatch(message);
  expect([200, 400]).toContain(status);
});

test('variables of the wrong type are the client’s mistake, told as such', async () => {
  const query = 'query Wrong($first: Int!) { trending(first: $first) { edges { score } } }';
  for (const variables of [{ first: 'ten' }, {}, { first: null }]) {
    const { status, errors } = await server.ask(query, variables);
    expect(status).toBe(400);
    expect(errors[0].extensions).toEqual({ code: 'INVALID_ARGUMENT', isRetryable: false });
    expect(errors[0].message).toMatch(/\$first/);
  }
});

test('an id that nothing has is null in a look-up, and NotFound in an explanation', async () => {
  const nobody = encodeGlobalId('User', 'nobody');
  const { data, errors } = await server.ask(`{
    item(id: "x") { id } user(id: "x") { id } entity(id: "x") { id } scene(id: "x") { id }
    node(id: "${nobody}") { id } nodes(ids: ["${nobody}"]) { id } neighbourhood(id: "${nobody}") { isComplete }
    a: explain(userId: "u1", itemId: "x") { ... on NotFound { type key message } }
    b: explain(userId: "x", itemId: "i1") { ... on NotFound { message } }
    c: explain(userId: "u1", itemId: "i1", sceneId: "x") { ... on NotFound { message } }
  }`);
  expect(errors).toEqual([]);
  expect(data).toEqual({
    item: null,
    user: null,
    entity: null,
    scene: null,
    node: null,
    nodes: [null],
    neighbourhood: null,
    a: { type: 'ITEM', key: 'x', message: 'There is no Item with the id "x".' },
    b: { message: 'There is no User with the id "x".' },
    c: { message: 'There is no Scene with the id "x".' },
  });
});
