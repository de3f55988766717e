import { GraphReader } from '../../../../src/graph/graph-reader.js';
import { EntityMerger } from '../../../../src/ingest/knowledge/resolution/entity-merger.js';
import { entity, item, link } from '../../../graph/graph-records.js';
import { type DocumentWorld, documentOf, openDocumentWorld } from '../documents/document-world.js';

let world: DocumentWorld;
let merger: EntityMerger;
const entityRef = (id: string) => ({ type: 'Entity', id }) as const;
const itemRef = (id: string) => ({ type: 'Item', id }) as const;

beforeEach(async () => {
  world = await openDocumentWorld();
  merger = new EntityMerger({ graph: world.graph, ontology: world.ontology, clock: () => 0 });
  await world.writer.upsertItems([item('i1'), item('i2'), item('i3')]);
  await world.writer.upsertEntities([
    entity('person:a', { kind: 'person', label: 'David M. Evans' }),
    entity('person:b', { kind: 'person', label: 'David Mickey Evans' }),
    entity('topic:x'),
  ]);
  await world.writer.upsertRelations([
    link(itemRef('i1'), 'DIRECTED_BY', entityRef('person:a'), 2),
    link(itemRef('i2'), 'DIRECTED_BY', entityRef('person:b')),
    link(itemRef('i2'), 'STARRING', entityRef('person:b')),
    link(itemRef('i2'), 'STARRING', entityRef('person:a')),
    link(entityRef('person:a'), 'ABOUT', entityRef('topic:x')),
    link(entityRef('person:a'), 'INSPIRED_BY', entityRef('person:b')),
  ]);
  await world.run([documentOf('d1', 'It was directed by David M. Evans.', 'i3')]);
});
afterEach(() => world.graph.close());

test('a merge moves the edges of the catalogue and of documents, none twice', async () => {
  await merger.merge('person:a', 'person:b');
  expect(await world.edgesOf('i1')).toEqual(['DIRECTED_BY person:b catalogue']);
  expect(await world.edgesOf('i2')).toEqual(['DIRECTED_BY person:b catalogue', 'STARRING person:b catalogue']);
  expect(await world.edgesOf('i3')).toEqual(['DIRECTED_BY person:b text']);
  expect((await world.reader.entities(['person:a', 'person:b'])).size).toBe(1);
  const about = (await world.reader.edgesFrom(['Entity', 'Entity'], ['person:b'], 10)).get('person:b') ?? [];
  expect(about.map(({ relation, otherId }) => [relation, otherId])).toEqual([['ABOUT', 'topic:x']]);
});

test('a merge that is undone leaves the graph as it was', async () => {
  const before = await new GraphReader(world.graph).digest();
  await merger.merge('person:a', 'person:b');
  expect(await world.reader.digest()).not.toBe(before);
  await merger.part('person:a');
  expect(await world.reader.digest()).toBe(before);
  expect(await merger.merges()).toEqual([]);
  expect(await world.store.factsAbout(itemRef('i3'))).toMatchObject([{ claim: { object: entityRef('person:a') } }]);
});

test('the facts of a document leave with it after a merge as well', async () => {
  await merger.merge('person:a', 'person:b');
  await world.store.remove(['d1']);
  expect(await world.edgesOf('i3')).toEqual([]);
});

test('texts that name the entity that is gone mean the one that it was merged into', async () => {
  await merger.merge('person:a', 'person:b');
  await world.writer.upsertItems([item('i4')]);
  await world.run([documentOf('d2', 'It was directed by David M. Evans.', 'i4')]);
  expect(await world.edgesOf('i4')).toEqual(['DIRECTED_BY person:b text']);
});

test('what another document has said of the one that stays, it keeps when they are parted', async () => {
  await merger.merge('person:a', 'person:b');
  await world.run([documentOf('d2', 'It was directed by David Mickey Evans.', 'i3')]);
  await merger.part('person:a');
  expect(await world.edgesOf('i3')).toEqual(['DIRECTED_BY person:a text', 'DIRECTED_BY person:b text']);
});

test('merges in a chain lead to the last one, and are undone in turn', async () => {
  await world.writer.upsertEntities([entity('person:c', { kind: 'person', label: 'D. Evans' })]);
  await merger.merge('person:a', 'person:b');
  await merger.merge('person:b', 'person:c');
  await world.writer.upsertItems([item('i4')]);
  await world.run([documentOf('d2', 'It was directed by David M. Evans.', 'i4')]);
  expect(await world.edgesOf('i4')).toEqual(['DIRECTED_BY person:c text']);
  await expect(merger.part('person:a')).rejects.toThrow(/Undo its own merge first/);
  await merger.part('person:b');
  await merger.part('person:a');
  expect(await world.edgesOf('i1')).toEqual(['DIRECTED_BY person:a catalogue']);
});

test.each([
  ['person:a', 'person:a', /into itself/],
  ['person:a', 'nobody', /no entity with the id "nobody"/],
  ['nobody', 'person:a', /no entity with the id "nobody"/],
])('merging %s into %s is refused', async (from, into, reason) => {
  await expect(merger.merge(from, into)).rejects.toThrow(reason);
});

test('parting what was never merged is refused', async () => {
  await expect(merger.part('person:a')).rejects.toThrow(/was not merged/);
});
