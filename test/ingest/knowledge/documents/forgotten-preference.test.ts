import { entity } from '../../../graph/graph-records.js';
import { entityRef, userRef } from '../../../recommend/small-world.js';
import { type DocumentWorld, documentOf, openDocumentWorld } from './document-world.js';

let world: DocumentWorld;
beforeEach(async () => {
  world = await openDocumentWorld();
  await world.writer.upsertUsers([{ id: 'u1', attributes: {} }]);
  await world.writer.upsertEntities([entity('genre:jazz', { kind: 'genre', label: 'jazz' })]);
});
afterEach(() => world.graph.close());

const post = (id: string, text: string) => ({ ...documentOf(id, text), subject: { type: 'User', id: 'u1' } as const });

/** The preferences as `entity weight source`. */
async function preferences(): Promise<string[]> {
  const edges = (await world.reader.edgesFrom(['User', 'Entity'], ['u1'], 100)).get('u1') ?? [];
  return edges.map(({ otherId, weight, source }) => `${otherId} ${weight} ${source}`).sort();
}

/** What `forgetPreference` writes. */
const forget = () =>
  world.writer.upsertRelations([
    { subject: userRef('u1'), predicate: 'PREFERS', object: entityRef('genre:jazz'), weight: 0, source: 'forgotten' },
  ]);

test('what a user had forgotten stays forgotten, whatever texts say of it later', async () => {
  await world.run([post('p1', 'I love jazz.')]);
  expect(await preferences()).toEqual([expect.stringMatching(/^genre:jazz 0\.\d+ text$/)]);
  await forget();
  expect(await preferences()).toEqual(['genre:jazz 0 forgotten']);
  // Changed, written by somebody else as well, gone, and there again.
  await world.run([post('p1', 'I really love jazz.'), post('p2', 'I love jazz.')]);
  expect(await preferences()).toEqual(['genre:jazz 0 forgotten']);
  await world.store.remove(['p1', 'p2']);
  expect(await preferences()).toEqual(['genre:jazz 0 forgotten']);
  await world.run([post('p1', 'I love jazz.')]);
  expect(await preferences()).toEqual(['genre:jazz 0 forgotten']);
});
