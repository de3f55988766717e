import type { Ontology } from '../domain/ontology.js';
import type { ModelRegistry } from '../domain/trained-models.js';
import type { GraphReader } from '../graph/graph-reader.js';
import type { GraphWriter } from '../graph/graph-writer.js';
import type { KnowledgeGraph } from '../graph/knowledge-graph.js';
import type { Projection } from '../graph/projection/projection.js';
import type { KnowledgeBase } from '../ingest/knowledge/knowledge-base.js';
import type { Recommender } from '../recommend/recommender.js';
import type { PersonalWording } from '../recommend/wording/personal-wording.js';

/** Everything that resolvers work with; the composition root builds it. */
export interface Services {
  readonly recommender: Recommender;
  /** Words for one user. */
  readonly wording: PersonalWording;
  readonly reader: GraphReader;
  readonly writer: GraphWriter;
  readonly ontology: Ontology;
  /** The graph store, asked whether it answers. */
  readonly store: Pick<KnowledgeGraph, 'ping'>;
  /** The graph in memory, kept current by the writer's commits; read anew for each request, since it may be replaced. */
  readonly projection: Projection;
  /** The stored models and their trainings. */
  readonly registry: ModelRegistry;
  /** What is known from texts. */
  readonly knowledge: KnowledgeBase;
}
