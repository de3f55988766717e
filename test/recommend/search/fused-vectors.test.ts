import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_FUSION, type FusionSettings } from '../../../src/domain/media.js';
import type { MediaVectors } from '../../../src/graph/reads/media-vectors.js';
import { ModelStore } from '../../../src/models/store/model-store.js';
import { SentenceEncoder } from '../../../src/models/text/sentence/sentence-encoder.js';
import { fitOptions } from '../../../src/recommend/fitting/fit-models.js';
import { FitStore } from '../../../src/recommend/fitting/fit-store.js';
import { writeTinySentenceModel } from '../../models/text/tiny-sentence-model.js';
import { NOW_MS, SmallWorld } from '../small-world.js';
import { recommenderOf, requestOf } from '../test-recommender.js';

const folder = mkdtempSync(join(tmpdir(), 'fused-vectors-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const CPU = { provider: 'cpu', threads: 1, warn: () => undefined } as const;
const TINY = writeTinySentenceModel(join(folder, 'tiny'));

/** No item shares a word, an entity or a user with another one. */
function posters(): SmallWorld {
  return new SmallWorld()
    .item('red-night', { title: 'Alpha' })
    .item('red-day', { title: 'Beta' })
    .item('blue-night', { title: 'Gamma' })
    .item('blue-day', { title: 'Delta' })
    .item('unseen', { title: 'Epsilon' })
    .likes('u1', 'red-night')
    .likes('u2', 'blue-night');
}

function vectorsOf(rows: Readonly<Record<string, readonly number[]>>, medium: MediaVectors['medium'] = 'image') {
  const lists = Object.values(rows);
  const [{ length: size }] = lists;
  return { medium, encoder: 'test', size, itemIds: Object.keys(rows), vectors: Float32Array.from(lists.flat()) };
}

const IMAGES = vectorsOf({
  'red-night': [9, 0.5, 0],
  'red-day': [7, 0, 0.5],
  'blue-night': [0, 0.5, 9],
  'blue-day': [0.5, 0, 7],
});

let stores = 0;
async function fitted(
  world: SmallWorld,
  media: readonly MediaVectors[],
  { fusion = DEFAULT_FUSION, isEncoded = false }: { fusion?: FusionSettings; isEncoded?: boolean } = {},
) {
  const store = new ModelStore({ folder: join(folder, `models-${stores++}`), keptVersions: 3, clock: () => NOW_MS });
  const encoding = isEncoded ? () => SentenceEncoder.open(TINY, CPU) : null;
  const fits = new FitStore(store, CPU, encoding, async () => ({ vectors: media, fusion }));
  const projection = world.projection();
  const { models } = await fits.fit(projection, fitOptions({}, NOW_MS));
  return { store, projection, recommender: recommenderOf(world, projection, models) };
}

const PAGE = { domains: [], limit: 10, after: null } as const;
type Fitted = Awaited<ReturnType<typeof fitted>>;

async function similarTo(itemId: string, { recommender }: Fitted) {
  return (await recommender.similarItems(itemId, { ...PAGE, language: 'en' })).items.map((item) => item.itemId);
}

test('items whose images are alike are similar, which their words alone do not say', async () => {
  expect(await similarTo('red-night', await fitted(posters(), []))).toEqual([]);
  const seen = await fitted(posters(), [IMAGES]);
  expect(await similarTo('red-night', seen)).toEqual(['red-day']);
  expect(await similarTo('blue-night', seen)).toEqual(['blue-day']);
});

test('an item that nobody has used is found by its image', async () => {
  const { recommender } = await fitted(posters(), [IMAGES]);
  const { items } = await recommender.recommend(requestOf('u1'));
  const blind = await (await fitted(posters(), [])).recommender.recommend(requestOf('u1'));
  const scoreOf = (list: typeof items, id: string) => list.find(({ itemId }) => itemId === id)?.score ?? 0;
  expect(scoreOf(items, 'red-day')).toBeGreaterThan(scoreOf(items, 'blue-day'));
  expect(scoreOf(blind.items, 'red-day')).toBe(scoreOf(blind.items, 'blue-day'));
});

test('a likeness that images have made is not put down to descriptions', async () => {
  const reasonsOf = async (media: readonly MediaVectors[], isEncoded = false) => {
    const { recommender } = await fitted(isEncoded ? WORDS() : posters(), media, { isEncoded });
    const { items } = await recommender.similarItems(isEncoded ? 'dune' : 'red-night', { ...PAGE, language: 'en' });
    return items[0]?.explanation.reasons;
  };
  expect(await reasonsOf([IMAGES])).toEqual(['It looks, sounds or reads much like what you have liked.']);
});

test('images and sounds count by their weights', async () => {
  const sounds = vectorsOf(
    { 'red-night': [1, 0], 'blue-day': [1, 0.1], 'red-day': [0, 1], 'blue-night': [0, 1] },
    'audio',
  );
  const weighed = (image: number, audio: number) =>
    fitted(posters(), [IMAGES, sounds], { fusion: { method: 'concatenate', weights: { text: 0, image, audio } } });
  expect((await similarTo('red-night', await weighed(1, 0.2)))[0]).toBe('red-day');
  expect((await similarTo('red-night', await weighed(0.2, 1)))[0]).toBe('blue-day');
});

const WORDS = () =>
  new SmallWorld()
    .item('dune', { title: 'desert planet' })
    .item('opeth', { title: 'heavy metal' })
    .item('picture', { title: 'unknown' })
    .likes('u1', 'dune')
    .likes('u2', 'opeth');

test('a text is compared with the part of the text, as if there were no images', async () => {
  const images = vectorsOf({ dune: [1, 0, 0, 0, 0], opeth: [0, 1, 0, 0, 0] });
  const scores = async (media: readonly MediaVectors[]) => {
    const { recommender } = await fitted(WORDS(), media, { isEncoded: true });
    return (await recommender.search('spice', PAGE)).items.map(({ itemId, score }) => [itemId, score.toFixed(4)]);
  };
  expect(await scores([images])).toEqual(await scores([]));
  expect((await scores([images]))[0][0]).toBe('dune');
});

test('in a space that texts and images share, a text finds images', async () => {
  // The tiny encoder puts words of deserts into the first of its four numbers.
  const images = vectorsOf({ picture: [1, 0, 0, 0] });
  const fusion = { ...DEFAULT_FUSION, method: 'sum' } as const;
  const search = async (media: readonly MediaVectors[]) => {
    const { recommender } = await fitted(WORDS(), media, { fusion, isEncoded: true });
    return (await recommender.search('spice', PAGE)).items.map(({ itemId }) => itemId);
  };
  expect(await search([])).not.toContain('picture');
  expect(await search([images])).toContain('picture');
});

test('vectors of different sizes cannot be added up, and the error says what to set', async () => {
  const fusion = { ...DEFAULT_FUSION, method: 'sum' } as const;
  await expect(fitted(WORDS(), [vectorsOf({ dune: [1, 2, 3] })], { fusion, isEncoded: true })).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringMatching(/texts have 4 numbers and those of images 3.*ISTHMUS_ITEM_VECTORS to concatenate/),
  });
});

test('the meaning of texts brings items together that share no word', async () => {
  const world = () =>
    new SmallWorld()
      .item('a', { title: 'desert' })
      .item('b', { title: 'planet' })
      .item('c', { title: 'guitar' })
      .item('d', { title: 'metal' })
      .likes('u1', 'a')
      .likes('u2', 'c');
  expect(await similarTo('a', await fitted(world(), []))).toEqual([]);
  expect((await similarTo('a', await fitted(world(), [], { isEncoded: true })))[0]).toBe('b');
});

test('stored models take the images that there are when they are loaded', async () => {
  const fusion = { ...DEFAULT_FUSION, method: 'sum' } as const;
  const { store, projection } = await fitted(WORDS(), [], { fusion, isEncoded: true });
  const images = vectorsOf({ picture: [1, 0, 0, 0] });
  const fits = new FitStore(
    store,
    CPU,
    () => SentenceEncoder.open(TINY, CPU),
    async () => ({
      vectors: [images],
      fusion,
    }),
  );
  const loaded = await fits.load(projection);
  const { items } = await recommenderOf(WORDS(), projection, loaded?.models).search('spice', PAGE);
  expect(items.map(({ itemId }) => itemId)).toContain('picture');
});
