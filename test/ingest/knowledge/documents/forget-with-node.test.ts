import { openStore, type Store } from '../../../../src/app.js';
import { DocumentStore } from '../../../../src/ingest/knowledge/documents/document-store.js';
import { entity, item } from '../../../graph/graph-records.js';
import { documentOf, openDocumentWorld } from './document-world.js';

let store: Store;
beforeEach(async () => {
  store = await openStore(null);
  await store.writer.upsertUsers([
    { id: 'u1', attributes: {} },
    { id: 'u2', attributes: {} },
  ]);
  await store.writer.upsertItems([item('i1'), item('i2')]);
  await store.writer.upsertEntities([entity('genre:jazz', { kind: 'genre', label: 'jazz' })]);
  const { run } = await openDocumentWorld(store.graph);
  const byUser = (id: string, userId: string) => ({
    ...documentOf(id, 'I love jazz.'),
    subject: { type: 'User', id: userId } as const,
  });
  await run([
    byUser('post', 'u1'),
    byUser('other-post', 'u2'),
    documentOf('page', 'It was directed by Ann Lee.', 'i1'),
    documentOf('other-page', 'It was directed by Ann Lee.', 'i2'),
  ]);
});
afterEach(() => store.graph.close());

const documents = async () => {
  const found = await new DocumentStore({ ...store, clock: () => 0 }).list('', 10);
  return found.map(({ id, facts }) => [id, facts]);
};

test('the writer forgets the texts of a user that it deletes, and nobody else’s', async () => {
  expect(await store.writer.deleteUser('u1')).toBe(true);
  expect(await documents()).toEqual([
    ['other-page', 1],
    ['other-post', 1],
    ['page', 1],
  ]);
  expect(JSON.stringify(await store.graph.changesSince(0, 1_000))).not.toContain('u1');
});

test('the writer forgets the texts about an item that it deletes', async () => {
  expect(await store.writer.deleteItem('i1')).toBe(true);
  expect((await documents()).map(([id]) => id)).toEqual(['other-page', 'other-post', 'post']);
});
