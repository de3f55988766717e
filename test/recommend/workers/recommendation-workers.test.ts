import { EmbeddedKnowledgeGraph } from '../../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphWriter } from '../../../src/graph/graph-writer.js';
import { buildProjection } from '../../../src/graph/projection/build-projection.js';
import { ProjectionUpdater } from '../../../src/graph/projection/projection-updater.js';
import { OnnxRanker } from '../../../src/models/ranker/onnx-ranker.js';
import { exportRankerOnnx } from '../../../src/models/ranker/ranker-onnx.js';
import { UNFITTED_MODELS } from '../../../src/recommend/fitted-models.js';
import { FEATURE_COUNT } from '../../../src/recommend/ranking/features.js';
import type { RecommendationPage } from '../../../src/recommend/recommendation.js';
import { rankerWithTasks } from '../ranking/ranker-with-tasks.js';
import { entityRef, itemRef, NOW_MS, randomWorld } from '../small-world.js';
import { fittedWalks, recommenderOf, requestOf } from '../test-recommender.js';
import { closeWorkers, startedWorkers, taskOf } from './threads.js';

const ON_CPU = { provider: 'cpu', threads: 1, warn: () => undefined } as const;

afterEach(closeWorkers);

test('threads give the answers of the main thread, tokens included', async () => {
  const { workers, here } = await startedWorkers(randomWorld(5));
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
  const { workers } = await startedWorkers(randomWorld(6));
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
  const { workers } = await startedWorkers(randomWorld(7), { count: 1 });
  await expect(workers.recommend(taskOf('u1', { limit: 1000 }))).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    message: expect.stringContaining('from 1 to 100'),
  });
  await expect(workers.recommend(taskOf('u1', { scene: { type: 'scene', sceneId: 'nowhere' } }))).rejects.toMatchObject(
    { code: 'NOT_FOUND' },
  );
});

test('a new fit is served by all threads at the same moment, and no answer mixes two', async () => {
  const world = randomWorld(13);
  const { workers, here, projection } = await startedWorkers(world);
  const file = exportRankerOnnx(rankerWithTasks());
  const ranker = await OnnxRanker.open(file, 'test-fit', FEATURE_COUNT, ON_CPU);
  const models = { ...fittedWalks(projection), ranker };
  const there = recommenderOf(world, projection, models);
  const before = await here.recommend(requestOf('u2'), { nowMs: NOW_MS });
  const after = await there.recommend(requestOf('u2'), { nowMs: NOW_MS });
  expect(after.modelVersion).not.toBe(before.modelVersion);

  let isSwapped = false;
  const replaced = workers.replace({ projection, models, ranker: file }, () => {
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

  // What an order is made for goes to the threads with the request, and so does what they say against it.
  const request = { objectives: { consume: 1 } };
  const consumed = await there.recommend(requestOf('u2', request), { nowMs: NOW_MS });
  expect(await workers.recommend(taskOf('u2', request))).toEqual(consumed);
  expect(consumed.items.map(({ itemId }) => itemId)).not.toEqual(after.items.map(({ itemId }) => itemId));
  await expect(workers.recommend(taskOf('u2', { objectives: { dwell: 1 } }))).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    message: expect.stringContaining('It knows click, consume;'),
  });
  await ranker.release();
});

test('a projection that was built anew is served together with its fit', async () => {
  const { workers } = await startedWorkers(randomWorld(14));
  const world = randomWorld(15);
  const projection = world.projection();
  await workers.replace({ projection, models: UNFITTED_MODELS, ranker: null }, () => undefined);
  const user = { type: 'users', records: [{ id: 'newcomer', attributes: {} }] } as const;
  new ProjectionUpdater(projection).apply([user]);
  workers.apply([user]);
  for (const id of ['u1', 'newcomer']) {
    const expected = await recommenderOf(world, projection).recommend(requestOf(id), { nowMs: NOW_MS });
    expect(await workers.recommend(taskOf(id))).toEqual(expected);
  }
});

test('the next recommendation of the same user always reflects feedback, in every thread', async () => {
  const graph = await EmbeddedKnowledgeGraph.open({ path: null });
  try {
    const world = randomWorld(16);
    const writer = new GraphWriter({ graph, ontology: world.ontology, clock: () => NOW_MS });
    await world.save(writer);
    const projection = await buildProjection(graph, { ontology: world.ontology });
    const { workers } = await startedWorkers(world, {}, projection);
    new ProjectionUpdater(projection).follow(writer);
    writer.onCommitted((writes) => workers.apply(writes));
    let asked = 0;
    const feedback = async (user: string): Promise<void> => {
      for (let n = 0; n < 10; n++) {
        const itemId = (await workers.recommend(taskOf(user)))?.items[0]?.itemId ?? '';
        const event = { eventId: `${user}-${n}`, userId: user, itemId, kind: 'finish', value: null, at: NOW_MS };
        await writer.recordInteractions([{ ...event, sceneId: null, context: {} }]);
        const next = await workers.recommend(taskOf(user));
        expect(next?.items).not.toHaveLength(0);
        expect(next?.items.map((item) => item.itemId)).not.toContain(itemId);
        asked++;
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, n) => feedback(`u${n}`)));
    expect(asked).toBe(80);
  } finally {
    await graph.close();
  }
});

test('a relation that is declared while the threads run can be explained by them', async () => {
  const world = randomWorld(17).user('fan').likes('fan', 'i1');
  const { workers, projection } = await startedWorkers(world);
  const relation = world.ontology.declare({ name: 'FILMED_IN', en: { shared: 'was filmed in {object}' } });
  const edgeOf = (item: string) => {
    const edge = { subject: itemRef(item), name: relation.name, object: entityRef('e7'), weight: 1, source: 'test' };
    return { type: 'relations', records: [edge] } as const;
  };
  const writes = [{ type: 'declaration', relation } as const, edgeOf('i1'), edgeOf('i2')];
  new ProjectionUpdater(projection).apply(writes);
  workers.apply(writes);
  const subject = { type: 'user', userId: 'fan' } as const;
  const scene = { type: 'none' } as const;
  const explanation = await workers.explain({
    type: 'explain',
    subject,
    itemId: 'i2',
    scene,
    language: 'en',
    nowMs: NOW_MS,
  });
  expect(explanation?.paths.flatMap(({ steps }) => steps.map((step) => step.relation))).toContain('FILMED_IN');
  expect(explanation?.paths.map(({ sentence }) => sentence).join()).toContain('was filmed in');
});
