import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { type Logger, pino } from 'pino';
import { fillEmptyStore } from './app/fill-empty-store.js';
import { fitStoreOf, modelStoreOf } from './app/fit-store-of.js';
import { hostStore } from './app/host-store.js';
import { knowledgeBaseOf } from './app/knowledge-base-of.js';
import { languageModelOf } from './app/language-model-of.js';
import { ModelAdministration } from './app/models/model-administration.js';
import { ServedModels } from './app/models/served-models.js';
import { type CommandIsthmus, openBesideServer } from './app/open-beside-server.js';
import { openGraph } from './app/open-graph.js';
import { createThreadedRecommender } from './app/threaded-recommender.js';
import { trainBySchedule } from './app/training/train-by-schedule.js';
import { type ServedTraining, type TrainingOptions, trainHere } from './app/training/train-here.js';
import { TrainingJobs } from './app/training/training-jobs.js';
import { waitForStore } from './app/wait-for-store.js';
import type { Config } from './config/config.js';
import { signingKey } from './config/signing-key.js';
import { IsthmusError } from './domain/errors.js';
import type { Ontology } from './domain/ontology.js';
import type { ModelRegistry } from './domain/trained-models.js';
import type { CypherRunner } from './graph/cypher-runner.js';
import { EmbeddedKnowledgeGraph } from './graph/embedded/embedded-knowledge-graph.js';
import { GraphReader } from './graph/graph-reader.js';
import { GraphWriter } from './graph/graph-writer.js';
import type { KnowledgeGraph } from './graph/knowledge-graph.js';
import { loadOntology } from './graph/load-ontology.js';
import { ChangeFollower } from './graph/projection/change-follower.js';
import { Projection } from './graph/projection/projection.js';
import { readMediaVectors } from './graph/reads/media-vectors.js';
import { DocumentStore } from './ingest/knowledge/documents/document-store.js';
import type { KnowledgeBase } from './ingest/knowledge/knowledge-base.js';
import { UNFITTED_MODELS } from './recommend/fitted-models.js';
import { fingerprintOf } from './recommend/fitting/fit-store.js';
import type { Recommender } from './recommend/recommender.js';
import { ModelSceneJudge } from './recommend/scene/model-scene-judge.js';
import { SceneRecognition } from './recommend/scene/scene-recognition.js';
import { QUICK_TRAINING } from './recommend/training/training-effort.js';
import { PersonalWording } from './recommend/wording/personal-wording.js';
import { usualWorkerCount } from './recommend/workers/usual-worker-count.js';

/** How long a command waits for another one that has the store open. */
const COMMAND_WAIT_MS = 30_000;

/** What to open, and where the store is. */
export interface OpenOptions {
  /** Whether the projection and the models are needed, which takes longer than the store alone. */
  readonly recommends: boolean;
  /** Whether stored models are left unread, so that a fit can replace models that cannot be read. */
  readonly ignoresStoredModels?: boolean;
  /** How many threads recommend once they are started; 0 when not given, and the caller's thread does it all. */
  readonly workers?: number;
  readonly logger?: Logger;
}

/** A graph with what reads and writes it. */
export interface Store {
  readonly graph: KnowledgeGraph & CypherRunner;
  readonly ontology: Ontology;
  readonly writer: GraphWriter;
  readonly reader: GraphReader;
}

/** The opened application: the store, everything that works on it, and the models. */
export interface Isthmus extends Store {
  readonly projection: Projection;
  readonly recommender: Recommender;
  /** Words for one user, by templates, or by the language model if there is one. */
  readonly wording: PersonalWording;
  /** Lists, promotes, rolls back and imports models. */
  readonly models: ModelAdministration;
  /** Trainings and measurements beside requests. */
  readonly jobs: TrainingJobs;
  /** The stored models and their trainings, for clients of the API. */
  readonly registry: ModelRegistry;
  /** What is known from texts, for clients of the API. */
  readonly knowledge: KnowledgeBase;
  /** Trains models on what the graph holds now and stores them; they serve unless they are worse than those that do. */
  train(options?: TrainingOptions): Promise<ServedTraining>;
  /** Serves with the promoted models and resolves with their version. */
  reloadModels(): Promise<string>;
  /** Starts the threads that recommend and resolves with how many do; until then, and whenever none can, this one does. */
  startWorkers(): Promise<number>;
  /** Begins to take in what other processes, and people's statements, write to the graph. */
  follow(): void;
  /** Resolves when everything committed so far is taken in; `follow` has to be called before. */
  caughtUp(): Promise<void>;
  close(): Promise<void>;
}

/** How a command opens the application. */
export interface CommandOptions extends OpenOptions {
  readonly signal?: AbortSignal;
  /** Called once when another command has the store open and this one waits for its end. */
  readonly onWaiting?: () => void;
}

/** Opens a graph store at a path, or one in memory for null, with its writer and reader. */
export async function openStore(path: string | null): Promise<Store> {
  return storeOf(await EmbeddedKnowledgeGraph.open({ path }));
}

async function storeOf(graph: KnowledgeGraph & CypherRunner): Promise<Store> {
  try {
    const ontology = await loadOntology(graph);
    const clock = Date.now;
    const documents = new DocumentStore({ graph, ontology, clock });
    return {
      graph,
      ontology,
      writer: new GraphWriter({ graph, ontology, clock, forgetAbout: (node) => documents.forgetAbout(node) }),
      reader: new GraphReader(graph),
    };
  } catch (error) {
    await graph.close();
    throw error;
  }
}

function openFollower({ graph, ontology, writer }: Store, logger: Logger): Promise<ChangeFollower> {
  return ChangeFollower.open({
    graph,
    ontology,
    writer,
    onError: (error) => {
      if (error === null) logger.info('What others write is taken in again');
      else logger.error({ err: error }, 'What others write cannot be taken in');
    },
  });
}

/** Opens the store of a configuration, and what is built on it. */
export async function openIsthmus(config: Config, options: OpenOptions): Promise<Isthmus> {
  const clock = Date.now;
  const logger = options.logger ?? pino({ level: 'silent' });
  mkdirSync(config.dataDir, { recursive: true });
  const store = await storeOf(await openGraph(config, logger));
  const { graph, ontology } = store;
  try {
    const follower = options.recommends ? await openFollower(store, logger) : null;
    const projection = follower?.projection ?? new Projection();
    const media = () => readMediaVectors(graph);
    const fits = fitStoreOf(config, (message) => logger.warn(message), media);
    const fitted = options.recommends && options.ignoresStoredModels !== true ? await fits.load(projection) : null;
    if (fitted !== null && isFarBehind(fitted.fingerprint, projection)) {
      logger.warn(
        `The models were fitted on ${fitted.fingerprint}; the graph holds ${fingerprintOf(projection)}. Run "isthmus train".`,
      );
    }
    const model = await languageModelOf(config, (message) => logger.warn(message));
    const threaded = createThreadedRecommender({
      config,
      projection,
      ontology,
      fit: fitted,
      scenes: new SceneRecognition({
        encoding: options.recommends ? await fits.encoding() : null,
        judge:
          config.languageModel === null
            ? null
            : new ModelSceneJudge(model, (error) =>
                logger.warn({ err: error }, 'The language model gave no opinion on a scene'),
              ),
      }),
      tokenKey: Buffer.from(signingKey(config.secret, config.dataDir)),
      clock,
      workers: options.workers ?? 0,
      logger,
    });
    follower?.onApplied(threaded.apply);
    const { recommender } = threaded;
    const reload = async () => {
      const stored = await fits.load(projection);
      if (stored !== null) await threaded.serve(stored);
      return recommender.modelVersion;
    };
    const jobs = new TrainingJobs({ config, projection: () => projection, media, ontology, reload, logger, clock });
    return {
      ...store,
      projection,
      recommender,
      wording: new PersonalWording({ recommender, projection: () => projection, ontology, model }),
      jobs,
      registry: new ServedModels(modelStoreOf(config), jobs),
      knowledge: knowledgeBaseOf(config, store, logger),
      models: new ModelAdministration({
        store: modelStoreOf(config),
        fits,
        ontology,
        projection: async () => projection,
        reload,
        clock,
      }),
      train: async (given = {}) => {
        const training = await trainHere(config.dataDir, { fits, projection, ontology }, given);
        return { ...training, servedVersion: await reload() };
      },
      reloadModels: reload,
      startWorkers: threaded.start,
      follow: () => follower?.start(),
      caughtUp: async () => follower?.caughtUp(),
      close: async () => {
        await jobs.close();
        await follower?.stop();
        await threaded.close();
        await graph.close();
      },
    };
  } catch (error) {
    await graph.close();
    throw error;
  }
}

/**
 * Opens the application for a command: through the server that has the store open if there is one, else in this
 * process. Commands that find the store open in another command wait for their turn.
 */
export async function openForCommand(config: Config, options: CommandOptions): Promise<CommandIsthmus> {
  // Any number of processes may open one Neo4j.
  if (config.store === 'neo4j') return openIsthmus(config, options);
  return waitForStore(
    async () => {
      let refusal: unknown = null;
      try {
        const beside = await openBesideServer(config);
        if (beside !== null) return beside;
      } catch (error) {
        refusal = error;
      }
      try {
        return await openIsthmus(config, options);
      } catch (error) {
        // Why the server could not be reached says more than that it has the store open.
        throw refusal !== null && error instanceof IsthmusError && error.code === 'STORE_LOCKED' ? refusal : error;
      }
    },
    { ...options, waitMs: COMMAND_WAIT_MS },
  );
}

/** Serves GraphQL over HTTP until the signal is aborted; an empty store is filled and fitted first. */
export async function serveIsthmus(config: Config, signal: AbortSignal): Promise<void> {
  const logger = pino({ level: config.logLevel });
  const workers = config.workers ?? usualWorkerCount(availableParallelism());
  const isthmus = await openIsthmus(config, { recommends: true, workers, logger });
  isthmus.follow();
  const host = config.store === 'neo4j' ? null : await hostStore(config.dataDir, isthmus, logger);
  try {
    if (config.createsDemoWorld) await fillEmptyStore(config.dataDir, isthmus, logger, signal);
    if (isthmus.recommender.modelVersion.startsWith(UNFITTED_MODELS.version) && isthmus.projection.events.length > 0) {
      await fitAtStart(isthmus, logger, signal);
    }
    const { recommender, wording, reader, writer, ontology, graph: store, projection, registry, knowledge } = isthmus;
    const services = { recommender, wording, reader, writer, ontology, store, projection, registry, knowledge };
    // Loaded here, because it takes a third of a second that no other command has to spend.
    const { createServer } = await import('./server/create-server.js');
    const server = await createServer({ services, config, logger, clock: Date.now });
    logger.info(`Isthmus answers at ${server.url}/graphql (GraphiQL, which needs no internet: ${server.url}/graphiql)`);
    isthmus.startWorkers().then(
      (started) =>
        logger.info(`Recommendations are made by ${started === 0 ? 'the main thread' : `${started} threads`}`),
      (error) => logger.error({ err: error }, 'Recommendations are made by the main thread: no other could be started'),
    );
    const schedule = await trainBySchedule(config, isthmus, logger);
    await aborted(signal);
    schedule.stop();
    logger.info('Stopping: requests in progress may end');
    await server.stop();
  } catch (error) {
    // To be stopped while the store is being filled or the models are being fitted is no failure.
    if (!signal.aborted || error !== signal.reason) throw error;
  } finally {
    await host?.close();
    await isthmus.close();
  }
}

/** A server without models answers, too, only not as well: that they cannot be fitted is no reason to stop. */
async function fitAtStart(isthmus: Isthmus, logger: Logger, signal: AbortSignal): Promise<void> {
  try {
    await isthmus.train({ ...QUICK_TRAINING, onStep: (step) => logger.info(`Fitting the models: ${step}`), signal });
  } catch (error) {
    signal.throwIfAborted();
    logger.error({ err: error }, 'The models could not be fitted. Recommendations are made without them');
  }
}

/** True when the graph holds over a tenth more or fewer events than the models were fitted on. */
function isFarBehind(fingerprint: string, projection: Projection): boolean {
  const fitted = Number(/events=(\d+)/.exec(fingerprint)?.[1] ?? 0);
  return Math.abs(projection.events.length - fitted) > 0.1 * Math.max(1, fitted);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
