import { encodeTextsOf } from '../../../../src/app/encode-texts-of.js';
import { EntityMerger } from '../../../../src/ingest/knowledge/resolution/entity-merger.js';
import { likelyDuplicates } from '../../../../src/ingest/knowledge/resolution/likely-duplicates.js';
import { entity, item, link } from '../../../graph/graph-records.js';
import { type DocumentWorld, documentOf, openDocumentWorld } from '../documents/document-world.js';

const encode = encodeTextsOf({ textEncoderFolder: null, executionProvider: 'cpu' }, () => undefined);
const person = (id: string, label: string) => entity(id, { kind: 'person', label });
const itemRef = (id: string) => ({ type: 'Item', id }) as const;
const entityRef = (id: string) => ({ type: 'Entity', id }) as const;

/** Films about different things, each by a director of its own: what is near has to be nearer than these. */
const FILMS = [
  ['dune', 'Sandworms and spice on a desert planet of noble houses'],
  ['arrival', 'A linguist reads circles that visitors from space have drawn'],
  ['shining', 'A writer goes mad in an empty hotel in the snow'],
  ['jaws', 'A shark keeps swimmers out of the water of a summer resort'],
  ['heat', 'A detective hunts bank robbers through Los Angeles by night'],
  ['amelie', 'A waitress in Paris secretly makes strangers happy'],
  ['alien', 'The crew of a freighter meets a creature that bleeds acid'],
  ['rocky', 'A boxer from Philadelphia fights the champion of the world'],
  ['psycho', 'A thief spends the night in a motel with a shower'],
  ['tootsie', 'An actor dresses as a woman to get a part on television'],
  ['bullitt', 'A policeman drives after killers over the hills of San Francisco'],
  ['hunger', 'Prisoners in Belfast refuse to eat for their rights'],
] as const;

let world: DocumentWorld;
beforeEach(async () => {
  world = await openDocumentWorld();
  await world.writer.upsertItems(FILMS.map(([id, description]) => item(id, { title: id, description })));
  const directors = FILMS.slice(0, 10).map(([id], n) => ({ id, director: person(`d${n}`, `Director${n} Number${n}`) }));
  await world.writer.upsertEntities(directors.map(({ director }) => director));
  await world.writer.upsertRelations(
    directors.map(({ id, director }) => link(itemRef(id), 'COMPOSED_BY', entityRef(director.id))),
  );
});
afterEach(() => world.graph.close());

async function found(entities: readonly ReturnType<typeof person>[]) {
  return (await likelyDuplicates(entities, { reader: world.reader, encode })).map(
    ({ from, into, isSure }) => `${from.id} -> ${into.id}${isSure ? '' : '?'}`,
  );
}

/** Everything that the graph knows, in the order of the ids. */
async function all(...ids: readonly string[]) {
  const entities = await world.reader.entities([...ids, ...Array.from({ length: 10 }, (_, n) => `d${n}`)]);
  return [...entities.values()];
}

test('a shortened name of the same films is sure; merged, it can be parted again', async () => {
  await world.writer.upsertEntities([person('full', 'Denis Villeneuve')]);
  await world.writer.upsertRelations(
    ['dune', 'arrival'].map((id) => link(itemRef(id), 'DIRECTED_BY', entityRef('full'))),
  );
  await world.run([documentOf('page', 'It was directed by D. Villeneuve.', 'dune')]);
  const entities = await all('full', 'person:d-villeneuve');
  expect(await found(entities)).toEqual(['person:d-villeneuve -> full']);

  const before = await world.reader.digest();
  const merger = new EntityMerger({ graph: world.graph, ontology: world.ontology, clock: () => 0 });
  await merger.merge('person:d-villeneuve', 'full');
  await merger.part('person:d-villeneuve');
  expect(await world.reader.digest()).toBe(before);
});

test('two people of one name who do different things are left to people', async () => {
  await world.writer.upsertEntities([person('actor', 'Steve McQueen'), person('director', 'Steve McQueen')]);
  await world.writer.upsertRelations([
    link(itemRef('bullitt'), 'STARRING', entityRef('actor')),
    link(itemRef('hunger'), 'DIRECTED_BY', entityRef('director')),
  ]);
  expect(await found(await all('actor', 'director'))).toEqual(['director -> actor?']);
});

test('a surname that two people of the graph have is nobody’s for sure', async () => {
  const people = [person('lana', 'Lana Wachowski'), person('lilly', 'Lilly Wachowski'), person('w', 'Wachowski')];
  await world.writer.upsertEntities(people);
  await world.writer.upsertRelations([
    ...['lana', 'lilly'].map((id) => link(itemRef('alien'), 'DIRECTED_BY', entityRef(id))),
    { ...link(itemRef('alien'), 'DIRECTED_BY', entityRef('w')), source: 'text' },
  ]);
  expect(await found(await all('lana', 'lilly', 'w'))).toEqual(['w -> lilly?', 'w -> lana?']);
});

test('whom one catalogue lists beside each other are two, however alike they are', async () => {
  await world.writer.upsertEntities([person('a', 'Michael Douglas'), person('b', 'Michael K. Douglas')]);
  await world.writer.upsertRelations(['a', 'b'].map((id) => link(itemRef('heat'), 'STARRING', entityRef(id))));
  expect(await found(await all('a', 'b'))).toEqual(['a -> b?']);
});

test('a list that has one name in two forms means one', async () => {
  await world.writer.upsertEntities([person('a', 'Lon Chaney Jr.'), person('b', 'Lon Chaney, Jr.')]);
  await world.writer.upsertRelations(['a', 'b'].map((id) => link(itemRef('heat'), 'STARRING', entityRef(id))));
  expect(await found(await all('a', 'b'))).toEqual(['a -> b']);
});

test('a novel and its film are two works', async () => {
  await world.writer.upsertEntities(['novel', 'film'].map((id) => entity(id, { kind: 'work', label: 'Solaris' })));
  await world.writer.upsertRelations([
    link(itemRef('alien'), 'BASED_ON', entityRef('novel')),
    { ...link(itemRef('alien'), 'BASED_ON', entityRef('film')), source: 'text' },
  ]);
  expect(await found(await all('novel', 'film'))).toEqual(['novel -> film?']);
});

test('nothing is sure where little is known', async () => {
  const people = [person('x', 'Ann M. Lee'), person('y', 'Ann Mary Lee')];
  await world.writer.upsertEntities(people);
  expect(await found(await all('x', 'y'))).toEqual(['x -> y?']);
  expect(await found([])).toEqual([]);
});
