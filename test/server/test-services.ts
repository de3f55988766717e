import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { modelStoreOf } from '../../src/app/fit-store-of.js';
import { knowledgeBaseOf } from '../../src/app/knowledge-base-of.js';
import { ServedModels } from '../../src/app/models/served-models.js';
import { TrainingJobs, type TrainingJobsParts } from '../../src/app/training/training-jobs.js';
import { TRAINING_THREAD } from '../../src/app/training/training-thread.js';
import { createDemoWorld } from '../../src/demo/create-demo-world.js';
import type { NodeRef } from '../../src/domain/nodes.js';
import { Ontology } from '../../src/domain/ontology.js';
import { EmbeddedKnowledgeGraph } from '../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphReader } from '../../src/graph/graph-reader.js';
import { GraphWriter } from '../../src/graph/graph-writer.js';
import type { KnowledgeGraph } from '../../src/graph/knowledge-graph.js';
import { buildProjection } from '../../src/graph/projection/build-projection.js';
import type { Projection } from '../../src/graph/projection/projection.js';
import { ProjectionUpdater } from '../../src/graph/projection/projection-updater.js';
import { GraphSink } from '../../src/ingest/graph-sink.js';
import { DocumentStore } from '../../src/ingest/knowledge/documents/document-store.js';
import type { LanguageModel } from '../../src/llm/language-model.js';
import { NoLanguageModel } from '../../src/llm/no-language-model.js';
import { UNFITTED_MODELS } from '../../src/recommend/fitted-models.js';
import { Recommender } from '../../src/recommend/recommender.js';
import { PersonalWording } from '../../src/recommend/wording/personal-wording.js';
import type { Services } from '../../src/resolvers/services.js';
import { WORLD_FOLDER } from '../demo/world-files.js';

/** The services over a store in memory, and what a test has to close. */
export interface TestServices extends Services {
  readonly graph: KnowledgeGraph;
  /** The trainings, whose data folder is made by the first of them. */
  readonly jobs: TrainingJobs;
  readonly dataDir: string;
}

/** Fills an empty graph. */
export type Fill = (writer: GraphWriter, reader: GraphReader, ontology: Ontology) => Promise<void>;

const LOADER = new URL('../faults/typescript-loader.mjs', import.meta.url);
const TOKEN_KEY = Buffer.from('a key for tests that is long enough');

/** The real services over an embedded store in memory; `wrap` may put something between them and the store. */
export async function testServices(
  fill: Fill,
  wrap: (graph: KnowledgeGraph) => KnowledgeGraph = (graph) => graph,
  model: LanguageModel = new NoLanguageModel(),
): Promise<TestServices> {
  const graph = wrap(await EmbeddedKnowledgeGraph.open({ path: null }));
  const ontology = new Ontology();
  const reader = new GraphReader(graph);
  const documents = new DocumentStore({ graph, ontology, clock: Date.now });
  const forgetAbout = (node: NodeRef) => documents.forgetAbout(node);
  const writer = new GraphWriter({ graph, ontology, clock: Date.now, forgetAbout });
  await fill(writer, reader, ontology);
  const projection = await buildProjection(graph, { ontology });
  new ProjectionUpdater(projection).follow(writer);
  const models = UNFITTED_MODELS;
  const recommender = new Recommender({ projection, ontology, models, tokenKey: TOKEN_KEY, clock: Date.now });
  const wording = new PersonalWording({ recommender, projection: () => projection, ontology, model });
  const dataDir = join(tmpdir(), `isthmus-services-${randomUUID()}`);
  const silent = pino({ level: 'silent' });
  const jobs = testJobs(dataDir, projection, ontology);
  const registry = new ServedModels(modelStoreOf({ dataDir }), jobs);
  const knowledge = knowledgeBaseOf({ dataDir, languageModel: null }, { graph, reader, ontology }, silent);
  const loaded = { reader, writer, ontology, projection, recommender, wording, registry, knowledge };
  return { graph, store: graph, ...loaded, jobs, dataDir };
}

/** Trainings of a projection whose thread runs the sources; what they make is stored, but not served here. */
export function testJobs(
  dataDir: string,
  projection: Projection,
  ontology: Ontology,
  more: Partial<TrainingJobsParts> = {},
): TrainingJobs {
  return new TrainingJobs({
    config: { dataDir, executionProvider: 'cpu' },
    projection: () => projection,
    ontology,
    reload: async () => undefined,
    logger: pino({ level: 'silent' }),
    clock: Date.now,
    thread: { ...TRAINING_THREAD, execArgv: ['--import', LOADER.href] },
    ...more,
  });
}

/** The demo world with fewer users than the real one; their ids look the same. */
export const demoWorld: Fill = async (writer, reader, ontology) => {
  const sink = new GraphSink(writer, reader, ontology);
  await createDemoWorld(sink, { folder: WORLD_FOLDER, seed: 1, nowMs: Date.now(), userCount: 120 });
};
