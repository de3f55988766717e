import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ontology } from '../../../src/domain/ontology.js';
import { EmbeddedKnowledgeGraph } from '../../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphWriter } from '../../../src/graph/graph-writer.js';
import { buildProjection } from '../../../src/graph/projection/build-projection.js';
import { Projection } from '../../../src/graph/projection/projection.js';
import { ProjectionUpdater } from '../../../src/graph/projection/projection-updater.js';
import { ModelStore } from '../../../src/models/store/model-store.js';
import type { FittedModels } from '../../../src/recommend/fitted-models.js';
import { DEFAULT_FIT_OPTIONS, type FitOptions, fitModels } from '../../../src/recommend/fitting/fit-models.js';
import { FitStore, fingerprintOf } from '../../../src/recommend/fitting/fit-store.js';
import { NOW_MS, randomWorld, SmallWorld } from '../small-world.js';
import { recommenderOf, requestOf } from '../test-recommender.js';

const OPTIONS: FitOptions = {
  ...DEFAULT_FIT_OPTIONS,
  trials: 2,
  tuning: { users: 30, pairs: 0 },
  ranker: { users: 40, pairs: 0 },
  heldOutShare: 0.3,
  nowMs: NOW_MS,
  onStep: () => undefined,
  signal: undefined,
};
const world = randomWorld(1, 90, 40);
const USERS = ['u1', 'u2', 'u5', 'u8', 'u13', 'stranger'];

let folder: string;
let fits: FitStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-fit-'));
  let nowMs = NOW_MS;
  const store = new ModelStore({ folder, keptVersions: 2, clock: () => nowMs++ });
  fits = new FitStore(store, { provider: 'cpu', threads: 1, warn: () => undefined });
});
afterEach(() => rm(folder, { recursive: true }));

/** What users are recommended and what they find by words, with scores, by item id. */
async function answersOf(projection: Projection, models: FittedModels): Promise<Record<string, Map<string, number>>> {
  const recommender = recommenderOf(world, projection, models);
  const answers: Record<string, Map<string, number>> = {};
  for (const user of USERS) {
    const { items } = await recommender.recommend(requestOf(user, { limit: 40 }));
    answers[user] = new Map(items.map(({ itemId, score }) => [itemId, score]));
  }
  const found = await recommender.search('work 7', { domains: [], limit: 10, after: null });
  answers.search = new Map(found.items.map(({ itemId, score }) => [itemId, score]));
  return answers;
}

/** The same items with scores that differ by less than `most`: another order of summation rounds otherwise. */
function expectSame(
  actual: Record<string, Map<string, number>>,
  expected: Record<string, Map<string, number>>,
  most: number,
): void {
  for (const [name, scores] of Object.entries(expected)) {
    expect([...actual[name].keys()].sort()).toEqual([...scores.keys()].sort());
    expect(scores.size).toBeGreaterThan(5);
    for (const [id, score] of scores) expect(Math.abs((actual[name].get(id) ?? Number.NaN) - score)).toBeLessThan(most);
  }
}

function userVector(models: FittedModels | null, projection: Projection, id: string): Float32Array | undefined {
  const size = models?.factors?.embeddingSize ?? 0;
  const start = projection.users.indexOf(id) * size;
  return models?.factors?.userFactors.slice(start, start + size);
}

async function modelFile(version: string, name: string) {
  const path = join(folder, 'recommender', version, name);
  return { path, bytes: await readFile(path) };
}

async function changeManifest(version: string, from: string | RegExp, to: string): Promise<void> {
  const { path, bytes } = await modelFile(version, 'manifest.json');
  const text = bytes.toString('utf8');
  expect(text).toMatch(from);
  await writeFile(path, text.replace(from, to));
}

describe('models of a world', () => {
  const projection = world.projection();

  test('give the same recommendations after they were stored and loaded', async () => {
    expect(await fits.load(projection)).toBeNull();
    const fitted = await fits.fit(projection, OPTIONS);
    const loaded = await fits.load(projection);
    expect(loaded?.fingerprint).toBe(fingerprintOf(projection));
    expect(fitted.models.ranker.version).not.toBe('prior');
    expect(loaded?.models.version).toBe(fitted.models.version);
    expect(await answersOf(projection, loaded?.models ?? fitted.models)).toEqual(
      await answersOf(projection, fitted.models),
    );
  });

  test('of another kind of features are refused, and the message says to fit them again', async () => {
    const { models } = await fits.fit(projection, OPTIONS);
    await changeManifest(models.version, '"collaborative.scaled"', '"collaborative.other"');
    await expect(fits.load(projection)).rejects.toMatchObject({
      code: 'MODEL_INVALID',
      message: `The models ${models.version} were fitted by another version of Isthmus. Fit them again with "isthmus train".`,
    });
    await fits.fit(projection, OPTIONS);
    expect(await fits.load(projection)).not.toBeNull();
  });

  test('that are damaged or incomplete are refused, and the message says what to do', async () => {
    const { models } = await fits.fit(projection, OPTIONS);
    const { path, bytes } = await modelFile(models.version, 'knowledge.bin');
    await writeFile(path, Buffer.from(bytes).fill(0x5a, 20, 24));
    await expect(fits.load(projection)).rejects.toMatchObject({
      code: 'MODEL_INVALID',
      message: expect.stringMatching(/knowledge\.bin has been changed.*Delete the folder.*or fit the models again/),
    });
    await writeFile(path, bytes);
    await changeManifest(models.version, /"items\.json": \{[^}]*\},/, '');
    await expect(fits.load(projection)).rejects.toMatchObject({
      code: 'MODEL_INVALID',
      message: `The models ${models.version} lack items.json. Fit them again with "isthmus train".`,
    });
  });

  test('learn from the pairs of a validation file instead of held-out ones when there is one', async () => {
    const nowhere = [Int32Array.of(-1), Int32Array.of(-1)];
    const validation = {
      users: Int32Array.of(1, 2),
      items: [Int32Array.of(3), Int32Array.of(4)],
      scenes: nowhere,
      situations: nowhere,
    };
    const { channels, ranker } = await fitModels(projection, { ...OPTIONS, validation });
    // Two users are too few for a ranker, although the projection alone would give enough.
    expect(ranker).toBeNull();
    expect(channels.factors?.userCount).toBe(projection.users.size);
  });

  test.each(['read texts', 'tune factors', 'learn ranker'])(
    'are not fitted any further, nor stored, once the signal is aborted (at "%s")',
    async (last) => {
      const stop = new AbortController();
      const steps: string[] = [];
      const onStep = (step: string) => {
        steps.push(step);
        if (step === last) stop.abort(new Error('stop'));
      };
      await expect(fits.fit(projection, { ...OPTIONS, onStep, signal: stop.signal })).rejects.toThrow('stop');
      expect(steps.at(-1)).toBe(last);
      expect(await fits.load(projection)).toBeNull();
    },
  );
});

test('loaded models mean the same items and users after numbers have moved', async () => {
  const graph = await EmbeddedKnowledgeGraph.open({ path: null });
  const ontology = new Ontology();
  const writer = new GraphWriter({ graph, ontology, clock: () => NOW_MS });
  // The store gives its nodes in another order than the world was told in.
  await world.save(writer);
  const fitted = world.projection();
  const { models } = await fits.fit(fitted, OPTIONS);
  const stored = await buildProjection(graph, { ontology });
  expect(stored.items.indexOf('i2')).not.toBe(fitted.items.indexOf('i2'));
  const loaded = await fits.load(stored);
  expectSame(await answersOf(stored, loaded?.models ?? models), await answersOf(fitted, models), 0.0005);

  for (const id of ['u1', 'u2', 'u89']) {
    expect(userVector(loaded?.models ?? null, stored, id)).toEqual(userVector(models, fitted, id));
  }

  // The running projection keeps its numbers and puts new items at its end; the next start numbers all anew.
  new ProjectionUpdater(fitted).follow(writer);
  await new SmallWorld().item('a-new-item').item('i1-new').likes('u1', 'a-new-item').save(writer);
  await writer.deleteItem('i7');
  const later = await buildProjection(graph, { ontology });
  const restarted = await fits.load(later);
  // Folding a user in begins at the fitted vector, which still knows the deleted item in the running process: nearly
  // equal scores of the factors may swap their ranks.
  expectSame(await answersOf(later, restarted?.models ?? models), await answersOf(fitted, models), 0.1);
  await graph.close();
});

test('too little data is served by the ranker that knows nothing, also after a load', async () => {
  const small = new SmallWorld();
  for (let n = 0; n < 8; n++) small.item(`i${n}`);
  const projection = small.likes('ann', 'i0', 'i1', 'i2', 'i3', 'i4').likes('bob', 'i1', 'i2', 'i5').projection();
  const { models } = await fits.fit(projection, OPTIONS);
  expect(models.ranker.version).toBe('prior');
  const loaded = await fits.load(projection);
  expect(loaded?.models.ranker.version).toBe('prior');
  const { items } = await recommenderOf(small, projection, loaded?.models).recommend(requestOf('ann'));
  expect(items[0].itemId).toBe('i5');
});

test.each([
  ['an empty graph', new SmallWorld()],
  ['items without users', new SmallWorld().item('i0').item('i1', { title: 'Dune' })],
  ['users without events', new SmallWorld().user('ann').item('i0')],
])('%s can be fitted, stored and served', async (_name, empty) => {
  const projection = empty.projection();
  const { models } = await fits.fit(projection, OPTIONS);
  const loaded = await fits.load(projection);
  expect(loaded?.models.ranker.version).toBe('prior');
  const page = await recommenderOf(empty, projection, loaded?.models ?? models).recommend(requestOf('ann'));
  expect(page.items).toHaveLength(projection.items.size);
});

test('an empty fit serves what comes after it', async () => {
  const { models } = await fits.fit(new Projection(), OPTIONS);
  const full = world.projection();
  expect((await answersOf(full, (await fits.load(full))?.models ?? models)).u1.size).toBeGreaterThan(5);
});
