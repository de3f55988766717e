import { CurrentNames } from '../../../src/ingest/knowledge/current-names.js';
import { EntityMerger } from '../../../src/ingest/knowledge/resolution/entity-merger.js';
import { entity, event, item, scene } from '../../graph/graph-records.js';
import { type DocumentWorld, documentOf, openDocumentWorld } from './documents/document-world.js';

let world: DocumentWorld;
let names: CurrentNames;
beforeEach(async () => {
  world = await openDocumentWorld();
  await world.writer.upsertEntities([person('a', 'Ann Lee'), person('b', 'Bob Roe')]);
  await world.writer.upsertItems([item('i1')]);
  names = new CurrentNames(world.graph, world.reader);
});
afterEach(() => world.graph.close());

const person = (id: string, label: string) => entity(`person:${id}`, { kind: 'person', label });
const found = async (text: string) => {
  const { gazetteer } = await names.read();
  return gazetteer.find(text).flatMap((match) => match.names.map(({ id }) => id));
};

test('names are read once, whatever users do', async () => {
  const first = await names.read();
  await world.writer.upsertUsers([{ id: 'u1', attributes: {} }]);
  await world.writer.recordInteractions([event()]);
  expect(await names.read()).toBe(first);
  expect(await found('Ann Lee met Bob Roe.')).toEqual(['person:a', 'person:b']);
});

test('entities that come, by a catalogue or by a text, are added to what is known', async () => {
  const first = await names.read();
  await world.writer.upsertEntities([person('c', 'Cid Poe')]);
  await world.run([documentOf('d1', 'It was directed by Dee Fox.')]);
  expect(await names.read()).toBe(first);
  expect(await found('Cid Poe met Dee Fox.')).toEqual(['person:c', 'person:dee-fox']);
  expect(first.resolver.resolve('person', 'cid poe')).toBe('person:c');
});

test('an entity of another name is found by it, and not by the old one', async () => {
  await names.read();
  await world.writer.upsertEntities([person('a', 'Anna Leigh')]);
  expect(await found('Ann Lee met Anna Leigh.')).toEqual(['person:a']);
});

test('merges and scenes are taken in', async () => {
  await names.read();
  await new EntityMerger({ graph: world.graph, ontology: world.ontology, clock: () => 0 }).merge(
    'person:a',
    'person:b',
  );
  expect((await names.read()).resolver.resolve('person', 'Ann Lee')).toBe('person:b');
  await world.writer.upsertScenes([scene('commute', { label: 'Way to work' })]);
  expect((await names.read()).resolver.sceneId('way to work')).toBe('commute');
});

test('a read that is broken off leaves nothing half known', async () => {
  await names.read();
  await world.writer.upsertEntities([person('c', 'Cid Poe')]);
  await expect(names.read({ signal: AbortSignal.abort() })).rejects.toThrow();
  expect(await found('Cid Poe')).toEqual(['person:c']);
});
