import { encodeGlobalId } from '../../src/schema/global-id.js';
import { startTestServer, type TestServer } from '../server/test-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.close());

const deleteItem =
  'mutation D($id: ID!) { gone: deleteItem(input: { itemId: $id }) { deletedId errors { code message } } }';
const deleteUser =
  'mutation D($id: ID!) { gone: deleteUser(input: { userId: $id }) { deletedId errors { code message } } }';

test('a deleted item is gone from look-ups, lists and histories', async () => {
  const { data: before } = await server.ask<{ user: { history: { edges: { node: { item: { key: string } } }[] } } }>(
    '{ user(id: "u1") { history { edges { node { item { key } } } } } }',
  );
  const { key } = before.user.history.edges[0].node.item;
  const { data: gone } = await server.ask(deleteItem, { id: key });
  expect(gone).toEqual({ gone: { deletedId: encodeGlobalId('Item', key), errors: [] } });
  const { data, errors } = await server.ask<{
    trending: { edges: { node: { key: string } }[] };
    user: { history: { edges: { node: { item: { key: string } } }[] } };
  }>(`{ item(id: "${key}") { key }
        trending(first: 100, windowDays: 3650) { edges { node { key } } }
        user(id: "u1") { history { edges { node { item { key } } } } } }`);
  expect(errors).toEqual([]);
  expect(data).toMatchObject({ item: null });
  expect(data.trending.edges.map(({ node }) => node.key)).not.toContain(key);
  expect(data.user.history.edges.map(({ node }) => node.item.key)).not.toContain(key);
});

test('a deleted user is gone, by global id as well, and gets cold-start answers from then on', async () => {
  const id = encodeGlobalId('User', 'u2');
  expect((await server.ask(deleteUser, { id })).data).toEqual({ gone: { deletedId: id, errors: [] } });
  const { data } = await server.ask(
    '{ user(id: "u2") { key } recommendations(input: { userId: "u2" }) { isColdStart } }',
  );
  expect(data).toEqual({ user: null, recommendations: { isColdStart: true } });
});

test('what is not there cannot be deleted, and the payload says so', async () => {
  expect((await server.ask(deleteItem, { id: 'nothing' })).data).toEqual({
    gone: { deletedId: null, errors: [{ code: 'NOT_FOUND', message: 'There is no Item with the id "nothing".' }] },
  });
  expect((await server.ask(deleteUser, { id: encodeGlobalId('Item', 'i1') })).data).toMatchObject({
    gone: { deletedId: null, errors: [{ code: 'INVALID_ARGUMENT' }] },
  });
});
