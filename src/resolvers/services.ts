import type { Explanation } from '../domain/explanation.js';
import type { Language } from '../domain/nodes.js';
import type { Ontology } from '../domain/ontology.js';
import type { GraphReader } from '../graph/graph-reader.js';
import type { GraphWriter } from '../graph/graph-writer.js';
import type { Projection } from '../graph/projection/projection.js';
import type {
  RankedItem,
  RecommendationPage,
  RecommendationRequest,
  SceneChoice,
  Subject,
} from '../recommend/recommendation.js';

/** A page of a list that is ranked for everybody alike. */
export interface RankedPage {
  readonly items: readonly RankedItem[];
  readonly hasNextPage: boolean;
}

/** The part of a list that is asked for. */
export interface ListOptions {
  readonly domains: readonly string[];
  readonly limit: number;
  readonly after: string | null;
  readonly language: Language;
  readonly signal?: AbortSignal;
}

/** What a recommendation id says about the list that it was issued for. */
export interface RecommendationRecord {
  readonly userId: string | null;
  readonly sceneId: string | null;
  readonly modelVersion: string;
  readonly itemIds: readonly string[];
}

/** What the resolvers ask of the recommender. */
export interface RecommendationService {
  recommend(request: RecommendationRequest, options: { readonly signal: AbortSignal }): Promise<RecommendationPage>;
  similarItems(itemId: string, options: ListOptions): Promise<RankedPage>;
  trending(options: ListOptions & { readonly sceneId: string | null; readonly windowMs: number }): Promise<RankedPage>;
  search(text: string, options: ListOptions): Promise<RankedPage>;
  explain(subject: Subject, itemId: string, scene: SceneChoice, language: Language): Promise<Explanation>;
  /** Throws INVALID_RECOMMENDATION_ID when the id was not issued here. */
  readRecommendationId(recommendationId: string): RecommendationRecord;
}

/** Everything that resolvers work with; the composition root builds it. */
export interface Services {
  readonly recommender: RecommendationService;
  readonly reader: GraphReader;
  readonly writer: GraphWriter;
  readonly ontology: Ontology;
  /** The graph in memory; kept current by the writer's commits. */
  readonly projection: Projection;
}
