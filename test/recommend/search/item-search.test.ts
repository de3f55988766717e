import { ProjectionUpdater } from '../../../src/graph/projection/projection-updater.js';
import { UNFITTED_MODELS } from '../../../src/recommend/fitted-models.js';
import { entityRef, itemRef, SmallWorld } from '../small-world.js';
import { recommenderOf } from '../test-recommender.js';

const ALL = { domains: [], limit: 10, after: null } as const;

function library(): SmallWorld {
  return new SmallWorld()
    .item('dune', { domain: 'book', title: 'Dune', titleZh: '沙丘', description: 'A desert planet and its spice.' })
    .item('messiah', { domain: 'book', title: 'Dune Messiah', description: 'Dune, dune, dune: the desert again.' })
    .item('film', { title: 'Lawrence of Arabia', description: 'An officer crosses the desert.' })
    .item('cafe', { title: 'Café Society', description: 'Jazz age Hollywood.' })
    .entity('herbert', 'Frank Herbert', '弗兰克·赫伯特')
    .relate(itemRef('dune'), 'WRITTEN_BY', entityRef('herbert'));
}
const found = async (text: string, world = library(), fields: object = {}) =>
  (await recommenderOf(world).search(text, { ...ALL, ...fields })).items.map(({ itemId }) => itemId);

test.each([
  ['dune', ['dune', 'messiah']],
  ['DUNE  ', ['dune', 'messiah']],
  ['dun', ['dune', 'messiah']],
  ['herbert', ['dune']],
  ['沙丘', ['dune']],
  ['赫伯特', ['dune']],
  ['cafe', ['cafe']],
  ['lawr', ['film']],
  ['zebra', []],
  ['', []],
  ['!!!', []],
])('"%s" finds %j', async (text, expected) => {
  expect(await found(text)).toEqual(expected);
});

test('a word of the title counts more than one of the description', async () => {
  const world = library().item('other', { title: 'Society', description: '' });
  expect((await found('society', world))[0]).toBe('other');
});

test('keeps to domains, pages without repeats, and names an unknown domain', async () => {
  expect((await found('desert', library(), { domains: ['book'] })).sort()).toEqual(['dune', 'messiah']);
  const recommender = recommenderOf(library());
  const first = await recommender.search('desert', { ...ALL, limit: 1 });
  const rest = await recommender.search('desert', { ...ALL, after: first.items[0].cursor });
  expect(first.hasNextPage).toBe(true);
  expect([...first.items, ...rest.items].map(({ itemId }) => itemId).sort()).toEqual(['dune', 'film', 'messiah']);
  await expect(found('desert', library(), { domains: ['x9'] })).rejects.toThrow(/No domain has the id "x9"/);
  await expect(recommender.search('other', { ...ALL, after: first.items[0].cursor })).rejects.toThrow(
    expect.objectContaining({ code: 'INVALID_CURSOR' }),
  );
  await expect(found('x'.repeat(1000))).rejects.toThrow(/at most 500 characters/);
});

test('meaning finds what no word does, after what words find', async () => {
  const world = library();
  const projection = world.projection();
  const semantic = {
    score: async (_: string, into: Float32Array) => {
      into[projection.items.indexOf('film')] = 0.9;
      into[projection.items.indexOf('cafe')] = 0.1;
    },
  };
  const recommender = recommenderOf(world, projection, { ...UNFITTED_MODELS, semantic });
  expect((await recommender.search('spice', ALL)).items.map(({ itemId }) => itemId)).toEqual(['dune', 'film']);
});

test('finds what was added or changed after the last search, and nothing that was deleted', async () => {
  const world = library();
  const projection = world.projection();
  const updater = new ProjectionUpdater(projection);
  const recommender = recommenderOf(world, projection);
  const search = async (text: string) => (await recommender.search(text, ALL)).items.map(({ itemId }) => itemId);
  expect(await search('solaris')).toEqual([]);
  const made = { domain: 'film', titleZh: null, description: null, descriptionZh: null, year: null };
  const record = { ...made, id: 'solaris', title: 'Solaris', isAvailable: true, addedAt: null, attributes: {} };
  updater.apply([{ type: 'items', records: [record] }]);
  expect(await search('solaris')).toEqual(['solaris']);
  const name = world.ontology.relation('WRITTEN_BY').name;
  const fact = { subject: itemRef('film'), name, object: entityRef('herbert'), weight: 1, source: 'test' };
  updater.apply([{ type: 'relations', records: [fact] }]);
  expect((await search('herbert')).sort()).toEqual(['dune', 'film']);
  updater.apply([{ type: 'deletion', node: itemRef('dune') }]);
  expect(await search('herbert')).toEqual(['film']);
});
