import { encodeGlobalId } from '../../src/schema/global-id.js';
import { startTestServer, type TestServer } from '../server/test-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.close());

const COUNTS = 'created changed unchanged errors { code message index }';

async function upsert(what: 'Items' | 'Users' | 'Relations', entries: readonly Record<string, unknown>[]) {
  const query = `mutation Upsert($input: Upsert${what}Input!) { upsert${what}(input: $input) { ${COUNTS} } }`;
  const { data, errors } = await server.ask<Record<string, unknown>>(query, {
    input: { [what.toLowerCase()]: entries },
  });
  expect(errors).toEqual([]);
  return data[`upsert${what}`];
}

const item = (id: string, fields: Record<string, unknown> = {}) => ({
  id,
  domain: 'film',
  title: `Title of ${id}`,
  ...fields,
});

test('an item is created, changed and left alone, and can be read at once', async () => {
  const book = item('new', {
    domain: 'comic',
    titleZh: '新',
    year: 2001,
    attributes: [
      { name: 'pages', number: 320 },
      { name: 'isSigned', flag: true },
      { name: 'formats', values: ['paper', 'screen'] },
    ],
  });
  expect(await upsert('Items', [book])).toEqual({ created: 1, changed: 0, unchanged: 0, errors: [] });
  expect(await upsert('Items', [book])).toEqual({ created: 0, changed: 0, unchanged: 1, errors: [] });
  expect(await upsert('Items', [{ ...book, year: 2002 }])).toEqual({
    created: 0,
    changed: 1,
    unchanged: 0,
    errors: [],
  });
  const { data } = await server.ask(
    '{ item(id: "new") { title(language: ZH) year domain { key itemCount } attributes { name values number flag } } }',
  );
  expect(data).toEqual({
    item: {
      title: '新',
      year: 2002,
      domain: { key: 'comic', itemCount: 1 },
      attributes: [
        { name: 'formats', values: ['paper', 'screen'], number: null, flag: null },
        { name: 'isSigned', values: ['true'], number: null, flag: true },
        { name: 'pages', values: ['320'], number: 320, flag: null },
      ],
    },
  });
});

test('entries that cannot be stored are named by their place, and the others are stored', async () => {
  const payload = await upsert('Items', [
    item('good-1'),
    item('bad-1', { title: ' ' }),
    item('bad-2', { attributes: [{ name: 'Title', values: ['x'] }] }),
    item('bad-3', { attributes: [{ name: 'both', number: 1, flag: true }] }),
    item(encodeGlobalId('User', 'u1')),
    item('good-2'),
  ]);
  expect(payload).toEqual({
    created: 2,
    changed: 0,
    unchanged: 0,
    errors: [
      { code: 'INVALID_ARGUMENT', message: '`title` is empty: say what the item is called.', index: 1 },
      { code: 'INVALID_ARGUMENT', message: expect.stringContaining('attribute name "Title"'), index: 2 },
      {
        code: 'INVALID_ARGUMENT',
        message: 'The attribute "both" needs exactly one of `values`, `number` and `flag`.',
        index: 3,
      },
      { code: 'INVALID_ARGUMENT', message: '`id` names the User "u1", but an id of type Item is needed.', index: 4 },
    ],
  });
});

test('a call takes 1 to 100 entries', async () => {
  expect(await upsert('Users', [])).toMatchObject({ errors: [{ code: 'INVALID_ARGUMENT', index: null }] });
});

test('users are stored with their attributes', async () => {
  const ann = { id: 'ann', attributes: [{ name: 'city', values: ['Lyon'] }] };
  expect(await upsert('Users', [ann])).toMatchObject({ created: 1, errors: [] });
  const { data } = await server.ask('{ user(id: "ann") { key attributes { name values } } }');
  expect(data).toEqual({ user: { key: 'ann', attributes: [{ name: 'city', values: ['Lyon'] }] } });
});

test('relations are stored, and those that cannot be say why with a code of their own', async () => {
  const subject = { type: 'ITEM', id: 'i1' };
  const payload = await upsert('Relations', [
    { subject, predicate: 'DIRECTED_BY', object: { type: 'ENTITY', id: 'person:x', label: 'Person X' } },
    { subject, predicate: 'LOVES', object: { type: 'ENTITY', id: 'person:x' } },
    { subject, predicate: 'DIRECTED_BY', object: { type: 'ENTITY', id: 'person:unlabelled' } },
    { subject: { type: 'USER', id: 'u1' }, predicate: 'DIRECTED_BY', object: { type: 'ENTITY', id: 'person:x' } },
    { subject, predicate: 'DIRECTED_BY', object: { type: 'ENTITY', id: 'person:x' }, weight: 0 },
  ]);
  expect(payload).toEqual({
    created: 1,
    changed: 0,
    unchanged: 0,
    errors: [
      { code: 'UNKNOWN_RELATION', message: expect.stringContaining('"LOVES"'), index: 1 },
      { code: 'NOT_FOUND', message: expect.stringContaining('person:unlabelled'), index: 2 },
      { code: 'UNKNOWN_RELATION', message: expect.stringContaining('does not join User to Entity'), index: 3 },
      { code: 'INVALID_ARGUMENT', message: '`weight` must be above 0, but is 0.', index: 4 },
    ],
  });
  const { data } = await server.ask('{ entity(id: "person:x") { label kind } }');
  expect(data).toEqual({ entity: { label: 'Person X', kind: 'person' } });
});
