import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModelStore } from '../../../src/models/store/model-store.js';
import { fitOptions } from '../../../src/recommend/fitting/fit-models.js';
import { FitStore } from '../../../src/recommend/fitting/fit-store.js';
import { trainVersion } from '../../../src/recommend/promotion/train-version.js';
import { FULL_TRAINING } from '../../../src/recommend/training/training-effort.js';
import { NOW_MS, SmallWorld } from '../small-world.js';
import { recommenderOf, requestOf } from '../test-recommender.js';

const TIMEOUT_MS = 120_000;
const OPTIONS = fitOptions({ trials: 1, ...FULL_TRAINING, ranker: { users: 40, pairs: 0 } }, NOW_MS);

let folder: string;
let store: ModelStore;
let fits: FitStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-training-'));
  store = new ModelStore({ folder, keptVersions: 2, clock: Date.now });
  fits = new FitStore(store, { provider: 'cpu', threads: 1, warn: () => undefined });
});
afterEach(() => rm(folder, { recursive: true }));

function crowd(world: SmallWorld, users: number, items: number): SmallWorld {
  for (let i = 0; i < items; i++) world.item(`i${i}`);
  for (let u = 0; u < users; u++) for (let i = 0; i < items; i++) world.event(`u${u}`, `i${i}`);
  return world;
}

const NO_RANKER = /Too few held-out items were among the candidates to learn a ranker from/;

test('a graph without items is refused, and nothing is stored', async () => {
  const { ontology } = new SmallWorld();
  const parts = { fits, projection: new SmallWorld().projection(), ontology };
  await expect(trainVersion(parts, OPTIONS)).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    message: 'The graph holds no items to learn about. Run "isthmus ingest" first.',
  });
  expect(await fits.served()).toBeNull();
});

test.each<[string, SmallWorld]>([
  ['items that nobody has touched', crowd(new SmallWorld(), 0, 12)],
  ['one user', crowd(new SmallWorld(), 1, 12)],
  ['one item', crowd(new SmallWorld(), 30, 1)],
  ['users who all dislike everything', everybody('dislike')],
])(
  'of %s no ranker can be learned: the version says so, serves and recommends',
  async (_, world) => {
    const projection = world.projection();
    const outcome = await trainVersion({ fits, projection, ontology: world.ontology }, OPTIONS);
    expect(outcome).toMatchObject({ isPromoted: true, sections: [], reason: expect.stringMatching(NO_RANKER) });
    const loaded = await fits.load(projection);
    expect(loaded?.models.ranker.version).toBe('prior');
    if (loaded === null) return;
    const { items } = await recommenderOf(world, projection, loaded.models).recommend(requestOf('stranger'));
    for (const { score } of items) expect(Number.isFinite(score)).toBe(true);
  },
  TIMEOUT_MS,
);

test(
  'users who have all taken everything teach what is alike: the version serves, and has nothing more to recommend',
  async () => {
    const world = everybody('like');
    const projection = world.projection();
    const outcome = await trainVersion({ fits, projection, ontology: world.ontology }, OPTIONS);
    expect(outcome.isPromoted).toBe(true);
    const loaded = await fits.load(projection);
    if (loaded === null) throw new Error('Nothing serves');
    const { items } = await recommenderOf(world, projection, loaded.models).recommend(requestOf('u1'));
    expect(items).toEqual([]);
  },
  TIMEOUT_MS,
);

test(
  'a domain of one item is learned beside the others, and the ranker is examined',
  async () => {
    const world = new SmallWorld();
    for (let i = 0; i < 60; i++) world.item(`i${i}`);
    world.item('alone', { domain: 'island' });
    // Two camps that like different halves of the items, so that there is something to learn.
    for (let u = 0; u < 150; u++) {
      for (let n = 0; n < 8; n++) world.likes(`u${u}`, `i${2 * ((u * 7 + n * 3) % 30) + (u % 2)}`);
      if (u % 3 === 0) world.likes(`u${u}`, 'alone');
    }
    const projection = world.projection();
    const steps: string[] = [];
    const options = { ...OPTIONS, onStep: (step: string) => steps.push(step) };
    const outcome = await trainVersion({ fits, projection, ontology: world.ontology }, options);
    expect(outcome.isPromoted).toBe(true);
    expect(outcome.sections.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['importance', 'calibration', 'groups', 'compression']),
    );
    const { metrics, hyperParameters } = await store.manifest('recommender', outcome.version);
    expect(metrics.examinedNdcg20).toBeGreaterThan(0);
    expect(hyperParameters).toMatchObject({ compression: { chosen: expect.any(String), metric: 'NDCG@20' } });
    expect(steps).toEqual(expect.arrayContaining(['compress ranker', 'examine ranker']));
  },
  TIMEOUT_MS,
);

function everybody(kind: 'like' | 'dislike'): SmallWorld {
  const world = new SmallWorld();
  for (let i = 0; i < 10; i++) world.item(`i${i}`);
  for (let u = 0; u < 120; u++) for (let i = 0; i < 10; i++) world.event(`u${u}`, `i${i}`, { kind });
  return world;
}
