import { extname } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import type { Ontology } from '../domain/ontology.js';
import type { Projection } from '../graph/projection/projection.js';
import type { CommitListener } from '../graph/writes/committed-write.js';
import { UNFITTED_MODELS } from '../recommend/fitted-models.js';
import type { LoadedFit } from '../recommend/fitting/fit-store.js';
import { Recommender } from '../recommend/recommender.js';
import type { SceneRecognition } from '../recommend/scene/scene-recognition.js';
import { RecommendationWorkers } from '../recommend/workers/recommendation-workers.js';
import { withSharedArrays } from '../recommend/workers/shared-fit.js';

/** Compiled if this file is, and else the source, which the process's loader reads in threads as well. */
const WORKER_ENTRY = new URL(`../recommend/workers/worker-main${extname(import.meta.url)}`, import.meta.url);

/** What a recommender with threads is made of. */
export interface ThreadedRecommenderParts {
  readonly config: Pick<Config, 'executionProvider'>;
  readonly projection: Projection;
  readonly ontology: Ontology;
  /** Null before anything was fitted. */
  readonly fit: Pick<LoadedFit, 'models' | 'ranker'> | null;
  readonly scenes: SceneRecognition;
  readonly tokenKey: Uint8Array;
  readonly clock: () => number;
  /** How many threads there are once they are started; with 0 the caller's thread does all the work. */
  readonly workers: number;
  readonly logger: Logger;
}

/** A recommender, and the threads that work for it. */
export interface ThreadedRecommender {
  readonly recommender: Recommender;
  /** Tells the threads what has been written; to be called before the write is acknowledged. */
  readonly apply: CommitListener;
  /** Serves with another fit, and with another projection if one is given, in all threads at the same moment. */
  serve(fit: Pick<LoadedFit, 'models' | 'ranker'>, projection?: Projection): Promise<void>;
  /** Starts the threads; resolves with how many recommend. */
  start(): Promise<number>;
  close(): Promise<void>;
}

/** Makes the recommender; its threads are not started yet. */
export function createThreadedRecommender(parts: ThreadedRecommenderParts): ThreadedRecommender {
  const { config, ontology, scenes, tokenKey, clock, logger, workers: count } = parts;
  let { projection } = parts;
  // Nothing that lives on may refer to `parts`: the arrays of the fit would be held twice.
  const served = ({ models, ranker }: Pick<LoadedFit, 'models' | 'ranker'>) => ({
    projection,
    models: count === 0 ? models : withSharedArrays(models),
    ranker,
  });
  const first = served(parts.fit ?? { models: UNFITTED_MODELS, ranker: null });
  const workers = new RecommendationWorkers(
    {
      count,
      thread: { entry: WORKER_ENTRY, start: { tokenKey, provider: config.executionProvider } },
      ontology,
      warn: (message) => logger.warn(message),
    },
    first,
  );
  const recommender = new Recommender({ ...first, ontology, scenes, tokenKey, clock, otherThreads: workers });
  return {
    recommender,
    apply: (writes) => workers.apply(writes),
    serve: async (fit, newProjection) => {
      projection = newProjection ?? projection;
      const next = served(fit);
      await workers.replace(next, () => recommender.replace(next.models, next.projection));
    },
    start: () => workers.start(),
    close: () => workers.close(),
  };
}
