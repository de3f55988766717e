import type { CommittedWrite } from '../../../src/graph/writes/committed-write.js';
import { UNFITTED_MODELS } from '../../../src/recommend/fitted-models.js';
import { pageFromText } from '../../../src/recommend/workers/answer-text.js';
import { copyProjection } from '../../../src/recommend/workers/projection-copy.js';
import { RecommendationWorker } from '../../../src/recommend/workers/recommendation-worker.js';
import { shareFit } from '../../../src/recommend/workers/shared-fit.js';
import type { FromWorker, ToWorker } from '../../../src/recommend/workers/worker-messages.js';
import { NOW_MS, randomWorld } from '../small-world.js';
import { requestOf } from '../test-recommender.js';
import { TOKEN_KEY } from './threads.js';

const load = (generation: number): ToWorker => ({
  type: 'load',
  generation,
  projection: copyProjection(randomWorld(1).projection()),
  relations: [],
  fit: shareFit(UNFITTED_MODELS, null),
});
const task = (slot: number, generation: number): ToWorker => ({
  type: 'task',
  slot,
  generation,
  task: { type: 'recommend', request: requestOf('u1', { limit: 40 }), nowMs: NOW_MS },
});

function newWorker() {
  const posted: FromWorker[] = [];
  const cancelled = new Int32Array(new SharedArrayBuffer(8));
  const worker = new RecommendationWorker({ tokenKey: TOKEN_KEY, provider: 'cpu', cancelled }, (message) =>
    posted.push(message),
  );
  return { worker, posted, cancelled };
}

test('a task that is given up before its turn is left out', async () => {
  const { worker, posted, cancelled } = newWorker();
  await worker.receive(load(1));
  const received = [worker.receive(task(0, 1)), worker.receive(task(1, 1))];
  cancelled[1] = 1;
  await Promise.all(received);
  expect(posted.map(({ type }) => type)).toEqual(['loaded', 'answered', 'skipped']);
});

test('tasks that came before their fit is dropped are answered with it, and later ones fail', async () => {
  const { worker, posted } = newWorker();
  await worker.receive(load(1));
  await worker.receive(load(2));
  await Promise.all([worker.receive(task(0, 1)), worker.receive({ type: 'drop', generation: 1 })]);
  await worker.receive(task(1, 1));
  await worker.receive(task(0, 2));
  expect(posted).toMatchObject([
    { type: 'loaded', generation: 1 },
    { type: 'loaded', generation: 2 },
    { type: 'answered' },
    { type: 'failed', failure: { code: 'INTERNAL' } },
    { type: 'answered' },
  ]);
});

test('a write reaches a projection whose fit is still being loaded', async () => {
  const event = { eventId: 'e', userId: 'u1', itemId: 'i1', kind: 'finish', value: null, at: NOW_MS };
  const records = [{ ...event, sceneId: null, context: {} }];
  const itemsAfter = async (writes: readonly CommittedWrite[]): Promise<string[]> => {
    const { worker, posted } = newWorker();
    const loading = worker.receive(load(1));
    await worker.receive({ type: 'write', writes: JSON.stringify(writes) });
    await Promise.all([loading, worker.receive(task(0, 1))]);
    return posted.flatMap((message) =>
      message.type === 'answered' ? pageFromText(message.answer).items.map(({ itemId }) => itemId) : [],
    );
  };
  expect(await itemsAfter([])).toContain('i1');
  const after = await itemsAfter([{ type: 'interactions', records }]);
  expect(after).not.toHaveLength(0);
  expect(after).not.toContain('i1');
});
