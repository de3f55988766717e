import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModelStore } from '../../../src/models/store/model-store.js';
import { SentenceEncoder } from '../../../src/models/text/sentence/sentence-encoder.js';
import { fitOptions } from '../../../src/recommend/fitting/fit-models.js';
import { FitStore } from '../../../src/recommend/fitting/fit-store.js';
import { writeTinySentenceModel } from '../../models/text/tiny-sentence-model.js';
import { NOW_MS, SmallWorld } from '../small-world.js';
import { recommenderOf } from '../test-recommender.js';

const folder = mkdtempSync(join(tmpdir(), 'stored-vectors-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const SESSION = { provider: 'cpu', threads: 1 } as const;
const ALL = { domains: [], limit: 10, after: null } as const;

function world(): SmallWorld {
  return new SmallWorld()
    .item('dune', { title: 'Spice', description: 'desert planet' })
    .item('mars', { title: 'Planet', description: 'a desert' })
    .item('opeth', { title: 'Metal', description: 'heavy guitar' })
    .likes('u1', 'dune')
    .likes('u2', 'dune', 'mars');
}

let store: ModelStore;
let modelsFolder: string;
let warnings: string[];
let read: number;
const options = { ...SESSION, warn: (message: string) => warnings.push(message) };
beforeEach(() => {
  modelsFolder = mkdtempSync(join(folder, 'models-'));
  store = new ModelStore({ folder: modelsFolder, keptVersions: 3, clock: () => NOW_MS });
  warnings = [];
  read = 0;
});

/** Fitted models with an encoder of a name; vectors of different values are of different encoders. */
function fitsWith(name: string, value: number): FitStore {
  const path = writeTinySentenceModel(join(folder, name), { value });
  return new FitStore(store, options, async () => {
    const encoder = await SentenceEncoder.open(path, options);
    return {
      version: encoder.version,
      size: encoder.size,
      release: () => encoder.release(),
      encode: (texts, signal) => {
        read += texts.length;
        return encoder.encode(texts, signal);
      },
    };
  });
}

async function foundBy(fits: FitStore, projection = world().projection()): Promise<string[]> {
  const loaded = await fits.load(projection);
  read = 0;
  const page = await recommenderOf(world(), projection, loaded?.models).search('the spice', ALL);
  return page.items.map(({ itemId }) => itemId);
}

/** Loads models and resolves with the number of texts that had to be read for it. */
async function readByLoading(fits: FitStore, projection = world().projection()): Promise<number> {
  read = 0;
  await fits.load(projection);
  return read;
}

test('vectors are stored with the version of their encoder and made anew for another one', async () => {
  const projection = world().projection();
  const first = fitsWith('first', 1);
  await first.fit(projection, fitOptions({}, NOW_MS));
  expect(await foundBy(first)).toEqual(['dune', 'mars']);
  expect(await readByLoading(fitsWith('first', 1))).toBe(0);
  expect(warnings).toEqual([]);

  expect(await foundBy(fitsWith('second', 3))).toEqual(['dune', 'mars']);
  expect(warnings).toEqual([expect.stringMatching(/of another text encoder.*isthmus train/)]);
  expect(await foundBy(new FitStore(store, options))).toContain('dune');
  expect(warnings).toHaveLength(2);
});

test('vectors that were made anew are kept, so that the next start reads what has changed alone', async () => {
  await fitsWith('first', 1).fit(world().projection(), fitOptions({}, NOW_MS));
  expect(await readByLoading(fitsWith('second', 3))).toBe(3);
  expect(await readByLoading(fitsWith('second', 3))).toBe(0);
  expect(warnings).toHaveLength(1);

  const grown = world().item('venus', { title: 'Spice', description: 'another planet' });
  expect(await readByLoading(fitsWith('second', 3), grown.projection())).toBe(1);
  expect(await readByLoading(fitsWith('second', 3), grown.projection())).toBe(0);
  expect(await foundBy(fitsWith('second', 3), grown.projection())).toContain('venus');

  const changed = new SmallWorld()
    .item('opeth', { title: 'Metal', description: 'heavy guitar' })
    .item('dune', { title: 'Spice', description: 'desert guitar' })
    .likes('u1', 'dune');
  expect(await readByLoading(fitsWith('second', 3), changed.projection())).toBe(1);
});

test('kept vectors that are damaged are made again', async () => {
  await fitsWith('first', 1).fit(world().projection(), fitOptions({}, NOW_MS));
  await readByLoading(fitsWith('second', 3));
  const version = await store.latest('item-vectors');
  writeFileSync(join(modelsFolder, 'item-vectors', version ?? '', 'item-vectors.bin'), 'damaged');
  expect(await readByLoading(fitsWith('second', 3))).toBe(3);
  expect(warnings[1]).toMatch(/kept vectors .* cannot be used/);
});
