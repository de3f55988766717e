import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fitStoreOf, modelStoreOf } from '../../src/app/fit-store-of.js';
import { ModelAdministration } from '../../src/app/models/model-administration.js';
import { trainHere } from '../../src/app/training/train-here.js';
import type { CliContext, OpenChoice, OpenedIsthmus, OpenedStore, TrainChoice } from '../../src/cli/cli-context.js';
import { runCli } from '../../src/cli/run-cli.js';
import type { Config } from '../../src/config/config.js';
import { storePath } from '../../src/config/store-path.js';
import { EmbeddedKnowledgeGraph } from '../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphReader } from '../../src/graph/graph-reader.js';
import { GraphWriter } from '../../src/graph/graph-writer.js';
import { loadOntology } from '../../src/graph/load-ontology.js';
import { buildProjection } from '../../src/graph/projection/build-projection.js';
import { UNFITTED_MODELS } from '../../src/recommend/fitted-models.js';
import { Recommender } from '../../src/recommend/recommender.js';

/** The present of the tests: 2024-06-01T00:00:00Z. */
export const NOW_MS = Date.UTC(2024, 5, 1);

/** What one command line did. */
export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs command lines against a store in a data folder of its own, with models that were never fitted. */
export class CliWorld {
  /** Stands for Ctrl-C. */
  readonly interruption = new AbortController();
  /** What the next command lines read from their standard input. */
  stdin = '';
  /** How often the store was opened. */
  opened = 0;
  /** What the commands asked to be opened. */
  readonly choices: OpenChoice[] = [];
  /** How the commands trained. */
  readonly trained: TrainChoice[] = [];
  /** The configurations that `serve` was called with. */
  readonly served: Config[] = [];

  private constructor(readonly folder: string) {}

  static async create(): Promise<CliWorld> {
    return new CliWorld(await mkdtemp(join(tmpdir(), 'isthmus-cli-')));
  }

  get dataDir(): string {
    return join(this.folder, 'var');
  }

  async run(...args: string[]): Promise<CliRun> {
    let stdout = '';
    let stderr = '';
    const context: CliContext = {
      stdin: Readable.from([this.stdin]),
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: (text) => (stderr += text) },
      environment: { ISTHMUS_DATA_DIR: this.dataDir },
      nowMs: () => NOW_MS,
      signal: this.interruption.signal,
      open: (config, choice) => {
        this.choices.push(choice);
        return this.open(config);
      },
      openStore: (path) => this.openStore(path),
      serve: async (config) => {
        this.served.push(config);
      },
    };
    const code = await runCli(args, context);
    return { code, stdout, stderr };
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  private async open(config: Config): Promise<OpenedIsthmus> {
    this.opened += 1;
    await mkdir(config.dataDir, { recursive: true });
    const store = await this.openStore(storePath(config.dataDir));
    const { graph, ontology } = store;
    const projection = await buildProjection(graph, { ontology });
    const recommender = new Recommender({
      projection,
      ontology,
      models: UNFITTED_MODELS,
      tokenKey: new TextEncoder().encode('a key for tests, not for anything else'),
      clock: () => NOW_MS,
    });
    return {
      ...store,
      recommender,
      models: new ModelAdministration({
        store: modelStoreOf(config),
        fits: fitStoreOf(config, () => undefined),
        ontology,
        projection: async () => projection,
        reload: async () => undefined,
        clock: () => NOW_MS,
      }),
      train: async (choice) => {
        this.trained.push(choice);
        const parts = { fits: fitStoreOf(config, () => undefined), projection, ontology };
        return { ...(await trainHere(config.dataDir, parts, choice)), servedVersion: 'v-of-a-server' };
      },
      close: () => graph.close(),
    };
  }

  private async openStore(path: string | null): Promise<OpenedStore> {
    const graph = await EmbeddedKnowledgeGraph.open({ path });
    const ontology = await loadOntology(graph);
    const writer = new GraphWriter({ graph, ontology, clock: () => NOW_MS });
    return { graph, writer, reader: new GraphReader(graph), ontology };
  }
}
