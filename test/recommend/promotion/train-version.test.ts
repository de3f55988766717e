import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OnnxGraph } from '../../../src/models/onnx/onnx-graph.js';
import { ModelStore } from '../../../src/models/store/model-store.js';
import { fitOptions } from '../../../src/recommend/fitting/fit-models.js';
import { FitStore } from '../../../src/recommend/fitting/fit-store.js';
import { withoutPairs } from '../../../src/recommend/fitting/hold-out.js';
import { newestSlice } from '../../../src/recommend/promotion/newest-slice.js';
import { evaluateVersion, promoteVersion, trainVersion } from '../../../src/recommend/promotion/train-version.js';
import { FEATURE_COUNT } from '../../../src/recommend/ranking/features.js';
import { HOUR_MS, NOW_MS, SmallWorld } from '../small-world.js';

const TIMEOUT_MS = 240_000;
const OPTIONS = fitOptions({ trials: 1, tuning: { users: 20, pairs: 40 }, ranker: { users: 60, pairs: 120 } }, NOW_MS);
const PROMOTION = { nowMs: NOW_MS, signal: undefined };

/** Two camps that like different halves of the items, so that a model has something to learn. */
function campWorld(users: readonly number[]): SmallWorld {
  const world = new SmallWorld();
  for (let i = 0; i < 60; i++) world.item(`i${i}`);
  for (const u of users) {
    for (let n = 0; n < 8; n++) world.likes(`u${u}`, `i${2 * ((u * 7 + n * 3) % 30) + (u % 2)}`);
  }
  return world;
}

/** The numbers of so many users, of whom about a tenth is in the slice. */
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

/** Users of whom 30 are in the slice, so that few of them are enough for a comparison. */
function comparableUsers(): number[] {
  const all = campWorld(numbers(400)).projection();
  const inSlice = new Set(Array.from(newestSlice(all).users, (user) => Number(all.users.idOf(user).slice(1))));
  return [...[...inSlice].slice(0, 30), ...numbers(60).filter((u) => !inSlice.has(u))];
}

/** A ranker that puts first what every channel puts last. */
function upsideDown(): Uint8Array {
  const graph = new OnnxGraph('worst');
  const features = graph.input('features', ['n', FEATURE_COUNT]);
  const linear = graph.node('Mul', [features, graph.scalar(-1)], {}, { output: 'linear' });
  const axes = graph.constant(BigInt64Array.of(1n), [1]);
  graph.node('ReduceSum', [linear, axes], { keepdims: 0 }, { output: 'score' });
  graph.output('score', ['n']);
  graph.output('linear', ['n', FEATURE_COUNT]);
  return graph.finish();
}

const world = campWorld(comparableUsers());
const projection = world.projection();
const many = campWorld(numbers(280)).projection();
const { ontology } = world;

let folder: string;
let store: ModelStore;
let fits: FitStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-promotion-'));
  let nowMs = NOW_MS;
  store = new ModelStore({ folder, keptVersions: 3, clock: () => nowMs++ });
  fits = new FitStore(store, { provider: 'cpu', threads: 1, warn: () => undefined });
});
afterEach(() => rm(folder, { recursive: true }));

describe('the newest slice', () => {
  test('holds the newest item of about every tenth user', () => {
    const { users, items } = newestSlice(many);
    expect(users.length).toBeGreaterThan(20);
    expect(users.length).toBeLessThan(50);
    for (const [n, user] of users.entries()) {
      // The first event of a user is the newest one of the world.
      const number = Number(many.users.idOf(user).slice(1));
      expect([...items[n]]).toEqual([many.items.indexOf(`i${2 * ((number * 7) % 30) + (number % 2)}`)]);
    }
  });

  test('of a later time holds nothing that a fit of an earlier time has seen', () => {
    const before = newestSlice(many);
    const later = campWorld(numbers(400));
    for (let u = 0; u < 400; u += 3) later.event(`u${u}`, `i${(u * 11) % 60}`, { at: NOW_MS + HOUR_MS });
    const now = later.projection();
    const learned = withoutPairs(many, before);
    const { users, items } = newestSlice(now);
    expect(users.length).toBeGreaterThan(before.users.length);
    for (const [n, user] of users.entries()) {
      const known = learned.users.indexOf(now.users.idOf(user));
      const [item] = items[n];
      if (known >= 0) expect(learned.userItems.has(known, item)).toBe(false);
    }
  });

  test('leaves users with few items alone', () => {
    expect(newestSlice(new SmallWorld().item('a').likes('u1', 'a').projection()).users.length).toBe(0);
  });
});

test(
  'a version is compared with the one that serves: no worse serves, worse does not, and force is remembered',
  async () => {
    const parts = { fits, projection, ontology };
    const first = await trainVersion(parts, OPTIONS);
    expect(first).toMatchObject({ isPromoted: true, comparison: null, reason: 'No other version served before.' });

    const second = await trainVersion(parts, OPTIONS);
    expect(second).toMatchObject({ isPromoted: true, comparison: { against: first.version, difference: 0 } });
    expect(second.reason).toMatch(/^On the newest items of \d+ users it is no worse than/);
    expect(await fits.served()).toBe(second.version);

    const worst = await fits.saveWithRanker(second.version, upsideDown(), { name: 'worst', importedFrom: 'x' });
    const refused = await promoteVersion(parts, worst, PROMOTION);
    expect(refused).toMatchObject({ isPromoted: false, comparison: { against: second.version } });
    expect(refused.comparison?.high).toBeLessThan(0);
    expect(refused.reason).toMatch(/it is worse than/);
    expect(await fits.served()).toBe(second.version);

    await fits.promote(worst, { reason: 'By force.', isForced: true, comparison: null });
    expect((await store.manifest('recommender', worst)).promotions).toMatchObject([{ isForced: true }]);
    const third = await trainVersion(parts, OPTIONS);
    expect(third.reason).toMatch(/it is better than/);
    expect(await fits.served()).toBe(third.version);

    const measured = await evaluateVersion(parts, worst, PROMOTION);
    expect(measured.metrics['ndcg@20']).toBeCloseTo(third.comparison?.serving ?? 1, 9);
  },
  TIMEOUT_MS,
);

test(
  'a version that serves but is damaged does not keep a new one from serving',
  async () => {
    const parts = { fits, projection, ontology };
    const { version } = await trainVersion(parts, OPTIONS);
    await writeFile(join(folder, 'recommender', version, 'ranker.onnx'), 'x');
    const next = await trainVersion(parts, OPTIONS);
    expect(next).toMatchObject({ isPromoted: true, comparison: null });
    expect(next.reason).toContain(`The version that served, ${version}, cannot be used.`);
  },
  TIMEOUT_MS,
);

test(
  'with few users nothing is compared, and the new version serves',
  async () => {
    const few = campWorld(numbers(30));
    const parts = { fits, projection: few.projection(), ontology };
    const { version } = await trainVersion(parts, OPTIONS);
    const worst = await fits.saveWithRanker(version, upsideDown(), { name: 'worst', importedFrom: 'x' });
    const outcome = await promoteVersion(parts, worst, PROMOTION);
    expect(outcome.isPromoted).toBe(true);
    expect(outcome.reason).toMatch(/^Only \d+ users have held-out items, too few to compare it/);
  },
  TIMEOUT_MS,
);

/** A fit store whose new versions are the worst possible. */
class WorseFits extends FitStore {
  override async fit(...args: Parameters<FitStore['fit']>): ReturnType<FitStore['fit']> {
    const { models, sections } = await super.fit(...args);
    const version = await this.saveWithRanker(models.version, upsideDown(), { name: 'worst', importedFrom: 'x' });
    return { ...(await this.loadVersion(args[0], version)), sections };
  }
}

test(
  'a training that makes things worse does not serve unless it is forced, and the manifest says that it was',
  async () => {
    const first = await trainVersion({ fits, projection, ontology }, OPTIONS);
    const worse = new WorseFits(store, { provider: 'cpu', threads: 1, warn: () => undefined });
    const refused = await trainVersion({ fits: worse, projection, ontology }, OPTIONS);
    expect(refused).toMatchObject({ isPromoted: false, reason: expect.stringMatching(/it is worse than/) });
    expect(await fits.served()).toBe(first.version);
    const forced = await trainVersion({ fits: worse, projection, ontology }, OPTIONS, true);
    expect(forced.isPromoted).toBe(true);
    expect(await fits.served()).toBe(forced.version);
    expect((await store.manifest('recommender', forced.version)).promotions).toMatchObject([
      { isForced: true, comparison: { against: first.version } },
    ]);
  },
  TIMEOUT_MS,
);
