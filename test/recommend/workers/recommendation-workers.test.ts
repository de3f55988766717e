import type { RecommendationPage } from '../../../src/recommend/recommendation.js';
import type { RecommendTask } from '../../../src/recommend/workers/task.js';
import { NOW_MS, randomWorld } from '../small-world.js';
import { fittedWalks, recommenderOf, requestOf } from '../test-recommender.js';
import { MORTAL_THREAD, type WorkersWorld, workersOf } from './threads.js';

const taskOf = (userId: string, fields: Parameters<typeof requestOf>[1] = {}): RecommendTask => ({
  type: 'recommend',
  request: requestOf(userId, fields),
  nowMs: NOW_MS,
});

let opened: WorkersWorld[] = [];
afterEach(async () => {
  await Promise.all(opened.map(({ workers }) => workers.close()));
  opened = [];
});

async function started(...given: Parameters<typeof workersOf>): Promise<WorkersWorld> {
  const world = workersOf(...given);
  opened.push(world);
  await world.workers.start();
  return world;
}

test('threads give the answers of the main thread, tokens included', async () => {
  const { workers, here } = await started(randomWorld(5));
  const users = Array.from({ length: 24 }, (_, n) => `u${n}`);
  const answers = await Promise.all(users.map((user) => workers.recommend(taskOf(user))));
  for (const [n, user] of users.entries()) {
    expect(answers[n]).toEqual(await here.recommend(requestOf(user), { nowMs: NOW_MS }));
  }
  const scene = { type: 'scene', sceneId: 'commute' } as const;
  const subject = { type: 'user', userId: 'u3' } as const;
  const task = { type: 'explain', subject, itemId: 'i7', scene, language: 'zh', nowMs: NOW_MS } as const;
  expect(await workers.explain(task)).toEqual(await here.explain(subject, 'i7', scene, 'zh', { nowMs: NOW_MS }));
});

test('a page continues one that another thread has made', async () => {
  const { workers } = await started(randomWorld(6));
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const page: RecommendationPage | null = await workers.recommend(taskOf('u1', { limit: 4, after }));
    ids.push(...(page?.items.map(({ itemId }) => itemId) ?? []));
    after = page?.hasNextPage === true ? (page.items.at(-1)?.cursor ?? null) : null;
  } while (after !== null);
  expect(ids.length).toBeGreaterThan(8);
  expect(new Set(ids).size).toBe(ids.length);
});

test('errors keep their code and their message', async () => {
  const { workers } = await started(randomWorld(7), { count: 1 });
  await expect(workers.recommend(taskOf('u1', { limit: 1000 }))).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    message: expect.stringContaining('from 1 to 100'),
  });
  await expect(workers.recommend(taskOf('u1', { scene: { type: 'scene', sceneId: 'nowhere' } }))).rejects.toMatchObject(
    { code: 'NOT_FOUND' },
  );
});

test('a recommender answers by itself until its threads are ready', async () => {
  const world = randomWorld(8);
  const { workers, here } = workersOf(world);
  expect(await workers.recommend(taskOf('u1'))).toBeNull();
  const starting = workers.start();
  expect(await workers.recommend(taskOf('u1'))).toBeNull();
  expect(await starting).toBe(2);
  expect(await workers.recommend(taskOf('u1'))).not.toBeNull();
  await workers.close();
  expect(await workers.recommend(taskOf('u1'))).toBeNull();
  expect((await here.recommend(requestOf('u1'))).items).not.toHaveLength(0);
});

test('a task whose caller has left is given up, and the others go on', async () => {
  const { workers } = await started(randomWorld(9), { count: 1 });
  const reason = new Error('gone');
  await expect(workers.recommend(taskOf('u1'), AbortSignal.abort(reason))).rejects.toBe(reason);
  const leaving = new AbortController();
  const given = Array.from({ length: 6 }, (_, n) => workers.recommend(taskOf(`u${n}`), leaving.signal));
  const staying = workers.recommend(taskOf('u7'));
  leaving.abort(reason);
  for (const outcome of await Promise.allSettled(given)) expect(outcome).toEqual({ status: 'rejected', reason });
  expect((await staying)?.items).not.toHaveLength(0);
});

test('a task that a thread dies of is given to another one', async () => {
  const { workers, here, warnings } = await started(randomWorld(10), { thread: MORTAL_THREAD });
  const task = taskOf('u1', { excludeItemIds: ['half-deadly'] });
  const both = await Promise.all([workers.recommend(task), workers.recommend(task)]);
  for (const answer of both) expect(answer).toEqual(await here.recommend(task.request, { nowMs: NOW_MS }));
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(/has died.*Another one starts/);
});

test('a task that two threads die of fails, and the threads are replaced', async () => {
  const { workers, warnings } = await started(randomWorld(11), { thread: MORTAL_THREAD });
  await expect(workers.recommend(taskOf('u1', { excludeItemIds: ['deadly'] }))).rejects.toMatchObject({
    code: 'INTERNAL',
    message: expect.stringContaining('2 threads'),
  });
  expect(warnings).toHaveLength(2);
  // The main thread answers in the meantime.
  expect(await workers.recommend(taskOf('u1'))).toBeNull();
  while ((await workers.recommend(taskOf('u1'))) === null) await new Promise((resolve) => setTimeout(resolve, 50));
});

test('threads that cannot be started leave the work to the main thread', async () => {
  const entry = new URL('./there-is-no-such-worker.js', import.meta.url);
  const { workers, warnings } = workersOf(randomWorld(12), { thread: { ...MORTAL_THREAD, entry } });
  opened.push({ workers, warnings, here: recommenderOf(randomWorld(12)) });
  expect(await workers.start()).toBe(0);
  expect(warnings[0]).toMatch(/there-is-no-such-worker/);
  expect(await workers.recommend(taskOf('u1'))).toBeNull();
});

test('a new fit is served by all threads at the same moment, and no answer mixes two', async () => {
  const world = randomWorld(13);
  const { workers, here } = await started(world);
  const projection = world.projection();
  const models = fittedWalks(projection);
  const there = recommenderOf(world, projection, models);
  const before = await here.recommend(requestOf('u2'), { nowMs: NOW_MS });
  const after = await there.recommend(requestOf('u2'), { nowMs: NOW_MS });
  expect(after.modelVersion).not.toBe(before.modelVersion);

  let isSwapped = false;
  const replaced = workers.replace({ projection, models, ranker: null }, () => {
    isSwapped = true;
  });
  const asked: Promise<void>[] = [];
  for (let isDone = false; !isDone; await new Promise((resolve) => setTimeout(resolve, 2))) {
    isDone = isSwapped;
    const expected = isSwapped ? [after] : [before, after];
    asked.push(workers.recommend(taskOf('u2')).then((answer) => expect(expected).toContainEqual(answer)));
  }
  await replaced;
  await Promise.all(asked);
  expect(asked.length).toBeGreaterThan(2);
});
