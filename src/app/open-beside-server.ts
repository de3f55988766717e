import type { Config } from '../config/config.js';
import type { Ontology } from '../domain/ontology.js';
import type { CypherRunner } from '../graph/cypher-runner.js';
import { GraphReader } from '../graph/graph-reader.js';
import type { GraphWrites } from '../graph/graph-writes.js';
import type { KnowledgeGraph } from '../graph/knowledge-graph.js';
import { loadOntology } from '../graph/load-ontology.js';
import { buildProjection } from '../graph/projection/build-projection.js';
import { readMediaVectors } from '../graph/reads/media-vectors.js';
import { RemoteConnection } from '../graph/remote/remote-connection.js';
import { RemoteGraphWriter } from '../graph/remote/remote-graph-writer.js';
import { RemoteKnowledgeGraph } from '../graph/remote/remote-knowledge-graph.js';
import { findSocketPath } from '../graph/remote/socket-place.js';
import type { Recommending } from '../recommend/recommending.js';
import { RemoteRecommender } from '../recommend/remote/remote-recommender.js';
import { fitStoreOf, modelStoreOf } from './fit-store-of.js';
import { RELOAD_MODELS } from './host-store.js';
import { ModelAdministration } from './models/model-administration.js';
import { type ServedTraining, type TrainingOptions, trainHere } from './training/train-here.js';

/** The application as commands work with it: in this process, or through the server that has the store open. */
export interface CommandIsthmus {
  readonly graph: KnowledgeGraph & CypherRunner;
  readonly ontology: Ontology;
  readonly writer: GraphWrites;
  readonly reader: GraphReader;
  readonly recommender: Recommending;
  /** Lists, promotes, rolls back and imports models. */
  readonly models: ModelAdministration;
  /** Trains models on what the graph holds now and stores them; they serve unless they are worse than those that do. */
  train(options?: TrainingOptions): Promise<ServedTraining>;
  close(): Promise<void>;
}

/** The application of a data folder through the server that has its store open; null when no server has. */
export async function openBesideServer(config: Config): Promise<CommandIsthmus | null> {
  const path = await findSocketPath(config.dataDir);
  const connection = path === null ? null : await RemoteConnection.open(path);
  if (connection === null) return null;
  const graph = new RemoteKnowledgeGraph(connection);
  try {
    const ontology = await loadOntology(graph);
    const fits = fitStoreOf(
      config,
      () => undefined,
      () => readMediaVectors(graph),
    );
    const projection = () => buildProjection(graph, { ontology });
    const reload = async () => String(await connection.call(RELOAD_MODELS, null));
    return {
      graph,
      ontology,
      writer: new RemoteGraphWriter(connection, ontology),
      reader: new GraphReader(graph),
      recommender: new RemoteRecommender(connection),
      // Training keeps a processor busy, so it is done here, and the server only takes the result.
      train: async (given = {}) => {
        const training = await trainHere(config.dataDir, { fits, projection: await projection(), ontology }, given);
        return { ...training, servedVersion: await reload() };
      },
      models: new ModelAdministration({
        store: modelStoreOf(config),
        fits,
        ontology,
        projection,
        reload,
        clock: Date.now,
      }),
      close: () => graph.close(),
    };
  } catch (error) {
    await graph.close();
    throw error;
  }
}
