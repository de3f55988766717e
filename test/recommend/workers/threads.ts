import { UNFITTED_MODELS } from '../../../src/recommend/fitted-models.js';
import type { Recommender } from '../../../src/recommend/recommender.js';
import { RecommendationWorkers, type WorkersOptions } from '../../../src/recommend/workers/recommendation-workers.js';
import { type SmallWorld } from '../small-world.js';
import { recommenderOf } from '../test-recommender.js';

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
  readonly warnings: readonly string[];
}

/** Makes the threads; they are not started. */
export function workersOf(world: SmallWorld, options: Partial<WorkersOptions> = {}): WorkersWorld {
  const projection = world.projection();
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
  return { workers, here: recommenderOf(world, projection), warnings };
}

function threadOf(entry: URL) {
  const execArgv = ['--import', LOADER.href];
  return { entry, execArgv, start: { tokenKey: TOKEN_KEY, provider: 'cpu' as const } };
}
