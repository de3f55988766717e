import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { fitStoreOf } from './app/fit-store-of.js';
import { hostStore } from './app/host-store.js';
import { type CommandIsthmus, openBesideServer } from './app/open-beside-server.js';
import { openGraph } from './app/open-graph.js';
import { createThreadedRecommender } from './app/threaded-recommender.js';
import { waitForStore } from './app/wait-for-store.js';
import type { Config } from './config/config.js';
import { signingKey } from './config/signing-key.js';
import { createDemoWorld } from './demo/create-demo-world.js';
import { IsthmusError } from './domain/errors.js';
import type { Ontology } from './domain/ontology.js';
import { packageFolder } from './domain/package-folder.js';
import type { CypherRunner } from './graph/cypher-runner.js';
import { EmbeddedKnowledgeGraph } from './graph/embedded/embedded-knowledge-graph.js';
import { GraphReader } from './graph/graph-reader.js';
import { GraphWriter } from './graph/graph-writer.js';
import type { KnowledgeGraph } from './graph/knowledge-graph.js';
import { loadOntology } from './graph/load-ontology.js';
import { ChangeFollower } from './graph/projection/change-follower.js';
import { Projection } from './graph/projection/projection.js';
import { GraphSink } from './ingest/graph-sink.js';
import { UNFITTED_MODELS } from './recommend/fitted-models.js';
import { type FitOptions, fitOptions } from './recommend/fitting/fit-models.js';
import { fingerprintOf } from './recommend/fitting/fit-store.js';
import type { Recommender } from './recommend/recommender.js';
import { usualWorkerCount } from './recommend/workers/usual-worker-count.js';

const DEMO_FOLDER = join(packageFolder('demo'), 'world');
/** Lies beside the store while the demo world is being written: a store that a kill has left half full is not empty. */
const UNFINISHED_DEMO_FILE = 'demo-world.unfinished';
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
  /** Fits the models on what the graph holds now, stores them, serves with them and resolves with their version. */
  fit(options?: Partial<FitOptions>): Promise<string>;
  /** Serves with the newest stored models and resolves with their version. */
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
    return {
      graph,
      ontology,
      writer: new GraphWriter({ graph, ontology, clock: Date.now }),
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
    const fits = fitStoreOf(config, (message) => logger.warn(message));
    const fitted = options.recommends && options.ignoresStoredModels !== true ? await fits.load(projection) : null;
    if (fitted !== null && isFarBehind(fitted.fingerprint, projection)) {
      logger.warn(
        `The models were fitted on ${fitted.fingerprint}; the graph holds ${fingerprintOf(projection)}. Run "isthmus fit".`,
      );
    }
    const threaded = createThreadedRecommender({
      config,
      projection,
      ontology,
      fit: fitted,
      tokenKey: Buffer.from(signingKey(config.secret, config.dataDir)),
      clock,
      workers: options.workers ?? 0,
      logger,
    });
    follower?.onApplied(threaded.apply);
    const { recommender } = threaded;
    return {
      ...store,
      projection,
      recommender,
      fit: async (given = {}) => {
        await threaded.serve(await fits.fit(projection, fitOptions(given, clock())));
        return recommender.modelVersion;
      },
      reloadModels: async () => {
        const stored = await fits.load(projection);
        if (stored !== null) await threaded.serve(stored);
        return recommender.modelVersion;
      },
      startWorkers: threaded.start,
      follow: () => follower?.start(),
      caughtUp: async () => follower?.caughtUp(),
      close: async () => {
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
    const unfinishedDemo = join(config.dataDir, UNFINISHED_DEMO_FILE);
    if (config.createsDemoWorld && (isthmus.projection.items.size === 0 || existsSync(unfinishedDemo))) {
      writeFileSync(unfinishedDemo, '');
      await fillWithDemoWorld(isthmus, logger, signal);
      rmSync(unfinishedDemo);
    }
    if (isthmus.recommender.modelVersion.startsWith(UNFITTED_MODELS.version) && isthmus.projection.events.length > 0) {
      await isthmus.fit({ onStep: (step) => logger.info(`Fitting the models: ${step}`), signal });
    }
    const { recommender, reader, writer, ontology, graph: store, projection } = isthmus;
    const services = { recommender, reader, writer, ontology, store, projection };
    // Loaded here, because it takes a third of a second that no other command has to spend.
    const { createServer } = await import('./server/create-server.js');
    const server = await createServer({ services, config, logger, clock: Date.now });
    logger.info(`Isthmus answers at ${server.url}/graphql (GraphiQL, which needs no internet: ${server.url}/graphiql)`);
    isthmus.startWorkers().then(
      (started) =>
        logger.info(`Recommendations are made by ${started === 0 ? 'the main thread' : `${started} threads`}`),
      (error) => logger.error({ err: error }, 'Recommendations are made by the main thread: no other could be started'),
    );
    await aborted(signal);
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

async function fillWithDemoWorld(isthmus: Isthmus, logger: Logger, signal: AbortSignal): Promise<void> {
  const { items } = isthmus.projection;
  logger.info(`${items.size === 0 ? 'The store is empty' : 'The demo world is unfinished'}: creating the demo world`);
  const { writer, reader, ontology } = isthmus;
  await createDemoWorld(new GraphSink(writer, reader, ontology), {
    folder: DEMO_FOLDER,
    nowMs: Date.now(),
    signal,
  });
  const { users, events } = isthmus.projection;
  logger.info(`The demo world has ${items.size} works, ${users.size} users and ${events.length} events`);
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
