import { NOW_MS, randomWorld } from '../small-world.js';
import { requestOf } from '../test-recommender.js';
import { closeWorkers, MORTAL_THREAD, startedWorkers, taskOf, workersOf } from './threads.js';

afterEach(closeWorkers);

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
  const { workers } = await startedWorkers(randomWorld(9), { count: 1 });
  const reason = new Error('gone');
  await expect(workers.recommend(taskOf('u1'), AbortSignal.abort(reason))).rejects.toBe(reason);
  const leaving = new AbortController();
  const given = Array.from({ length: 6 }, (_, n) => workers.recommend(taskOf(`u${n}`), leaving.signal));
  const staying = workers.recommend(taskOf('u7'));
  leaving.abort(reason);
  for (const outcome of await Promise.allSettled(given)) expect(outcome).toEqual({ status: 'rejected', reason });
  expect((await staying)?.items).not.toHaveLength(0);
});

test('a task that has been given up before its turn never reaches a thread', async () => {
  const { workers, warnings } = await startedWorkers(randomWorld(9), { count: 1, thread: MORTAL_THREAD });
  const leaving = new AbortController();
  const before = Array.from({ length: 4 }, (_, n) => workers.recommend(taskOf(`u${n}`)));
  const deadly = workers.recommend(taskOf('u1', { excludeItemIds: ['deadly'] }), leaving.signal);
  leaving.abort(new Error('gone'));
  await expect(deadly).rejects.toThrow('gone');
  await Promise.all(before);
  expect(await workers.recommend(taskOf('u5'))).not.toBeNull();
  expect(warnings).toEqual([]);
});

test('a task that a thread dies of is given to another one', async () => {
  const { workers, here, warnings } = await startedWorkers(randomWorld(10), { thread: MORTAL_THREAD });
  const task = taskOf('u1', { excludeItemIds: ['half-deadly'] });
  const both = await Promise.all([workers.recommend(task), workers.recommend(task)]);
  for (const answer of both) expect(answer).toEqual(await here.recommend(task.request, { nowMs: NOW_MS }));
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(/has died.*Another one starts/);
});

test('a task that two threads die of fails, and the threads are replaced', async () => {
  const { workers, warnings } = await startedWorkers(randomWorld(11), { thread: MORTAL_THREAD });
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
  const world = workersOf(randomWorld(12), { thread: { ...MORTAL_THREAD, entry } });
  const { workers, warnings } = world;
  expect(await workers.start()).toBe(0);
  expect(warnings[0]).toMatch(/there-is-no-such-worker/);
  expect(await workers.recommend(taskOf('u1'))).toBeNull();
});
