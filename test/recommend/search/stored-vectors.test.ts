import { mkdtempSync, rmSync } from 'node:fs';
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

test('vectors are stored with the version of their encoder and made anew for another one', async () => {
  const store = new ModelStore({ folder: join(folder, 'models'), keptVersions: 3, clock: () => NOW_MS });
  const warnings: string[] = [];
  const options = { ...SESSION, warn: (message: string) => warnings.push(message) };
  const tiny = (name: string, value: number) => {
    const path = writeTinySentenceModel(join(folder, name), { value });
    return new FitStore(store, options, () => SentenceEncoder.open(path, options));
  };
  const projection = world().projection();
  const foundBy = async (fits: FitStore): Promise<string[]> => {
    const loaded = await fits.load(projection);
    const page = await recommenderOf(world(), projection, loaded?.models).search('the spice', ALL);
    return page.items.map(({ itemId }) => itemId);
  };
  const first = tiny('first', 1);
  await first.fit(projection, fitOptions({}, NOW_MS));
  expect(await foundBy(first)).toEqual(['dune', 'mars']);
  expect(await foundBy(tiny('first', 1))).toEqual(['dune', 'mars']);
  expect(warnings).toEqual([]);

  expect(await foundBy(tiny('second', 3))).toEqual(['dune', 'mars']);
  expect(warnings).toEqual([expect.stringMatching(/of another text encoder.*isthmus train/)]);
  expect(await foundBy(new FitStore(store, options))).toContain('dune');
  expect(warnings).toHaveLength(2);
});
