import type { Projection } from '../../../src/graph/projection/projection.js';
import { UNFITTED_MODELS } from '../../../src/recommend/fitted-models.js';
import type { RecommendationRequest } from '../../../src/recommend/recommendation.js';
import type { Recommender } from '../../../src/recommend/recommender.js';
import { RecommendationWorkers, type WorkersOptions } from '../../../src/recommend/workers/recommendation-workers.js';
import type { RecommendTask } from '../../../src/recommend/workers/task.js';
import { NOW_MS, type SmallWorld } from '../small-world.js';
import { recommenderOf, requestOf } from '../test-recommender.js';

const LOADER = new URL('../../faults/typescript-loader.mjs', import.meta.url);

/** The key of `recommenderOf`, so that tokens of threads and of the test's own recommender are the same. */
export const TOKEN_KEY = new Uint8Array(32).fill(7);

/** The thread that runs the TypeScript sources as they are. */
export const SOURCE_THREAD = threadOf(new URL('../../../src/recommend/workers/worker-main.ts', import.meta.url));
/** A thread that ends while it answers those who ask for that (mortal-worker.ts). */
export const MORTAL_THREAD = threadOf(new URL('./mortal-worker.ts', import.meta.url));

/** Threads over a world with unfitted models, and a recommender of this thread to compare them with. */
export interface WorkersWorld {
  readonly workers: RecommendationWorkers;
  readonly here: Recommender;
  readonly projection: Projection;
  readonly warnings: readonly string[];
}

const opened: RecommendationWorkers[] = [];

/** Makes the threads; they are not started. */
export function workersOf(
  world: SmallWorld,
  options: Partial<WorkersOptions> = {},
  projection = world.projection(),
): WorkersWorld {
  const warnings: string[] = [];
  const workers = new RecommendationWorkers(
    {
      count: 2,
      thread: SOURCE_THREAD,
      ontology: world.ontology,
      warn: (message) => warnings.push(message),
      ...options,
    },
    { projection, models: UNFITTED_MODELS, ranker: null },
  );
  opened.push(workers);
  return { workers, here: recommenderOf(world, projection), projection, warnings };
}

/** Makes the threads and waits until all of them are ready. */
export async function startedWorkers(...given: Parameters<typeof workersOf>): Promise<WorkersWorld> {
  const world = workersOf(...given);
  await world.workers.start();
  return world;
}

/** Closes all threads of the test. */
export async function closeWorkers(): Promise<void> {
  await Promise.all(opened.splice(0).map((workers) => workers.close()));
}

/** The task of recommending to a user of a world. */
export function taskOf(userId: string, fields: Partial<RecommendationRequest> = {}): RecommendTask {
  return { type: 'recommend', request: requestOf(userId, fields), nowMs: NOW_MS };
}

function threadOf(entry: URL) {
  const execArgv = ['--import', LOADER.href];
  return { entry, execArgv, start: { tokenKey: TOKEN_KEY, provider: 'cpu' as const } };
}
