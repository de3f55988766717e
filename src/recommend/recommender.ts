import type { Explanation } from '../domain/explanation.js';
import type { Language } from '../domain/nodes.js';
import type { Ontology } from '../domain/ontology.js';
import type { RecognisedScene, Situation } from '../domain/situation.js';
import { Turns } from '../domain/turns.js';
import type { Projection } from '../graph/projection/projection.js';
import type { FittedModels } from './fitted-models.js';
import type { ItemPage } from './item-page.js';
import type { OtherThreads } from './other-threads.js';
import { PageCursors } from './ranking/page-cursors.js';
import type { Ranker } from './ranking/ranker.js';
import { RecommendationIds } from './ranking/recommendation-ids.js';
import type { ScoredPage } from './ranking/score-pager.js';
import { TokenSigner } from './ranking/token-signer.js';
import type { RecommendationPage, RecommendationRequest, SceneChoice, Subject } from './recommendation.js';
import { SceneRecognition } from './scene/scene-recognition.js';
import type { SearchRequest } from './search/item-search.js';
import { ServingFit } from './serving-fit.js';
import type { SimilarItemsRequest } from './similar-items.js';
import type { TrendingRequest } from './trending-items.js';

/** What a recommender is made of. */
export interface RecommenderParts {
  readonly projection: Projection;
  readonly ontology: Ontology;
  readonly models: FittedModels;
  /** Signs cursors and recommendation ids; servers that share clients must share it. */
  readonly tokenKey: Uint8Array;
  readonly clock: () => number;
  /** Recognises scenes by more than rules; by rules alone when absent. */
  readonly scenes?: SceneRecognition;
  /** Where recommendations and explanations are made whenever they can be. */
  readonly otherThreads?: OtherThreads;
}

export interface RecommendOptions {
  readonly signal?: AbortSignal;
  /** The time of the request, instead of the clock's. */
  readonly nowMs?: number;
}

/** Answers with recommendations and says why, with the fit that serves now, in this thread or in another. */
export class Recommender {
  readonly recommendationIds: RecommendationIds;
  private readonly cursors: PageCursors;
  /**
   * Whatever ranks takes turns: the ranker lets others in between the scores of a request and its paths, and they would
   * overwrite what the channels keep for the paths. All of it is done by one thread, so nobody waits longer for it.
   */
  private readonly turns = new Turns();
  private readonly scenes: SceneRecognition;
  private serving: ServingFit;
  /** How many requests are being answered with each fit. */
  private readonly inUse = new Map<ServingFit, number>();

  constructor(private readonly parts: RecommenderParts) {
    const signer = new TokenSigner(parts.tokenKey);
    this.recommendationIds = new RecommendationIds(signer);
    this.cursors = new PageCursors(signer);
    this.scenes = parts.scenes ?? new SceneRecognition({ encoding: null, judge: null });
    this.serving = this.servingOf(parts.projection, parts.models);
  }

  /**
   * Takes a new fit, and a projection that was built anew if one is given; running requests keep the old ones. The old
   * ranker is released with the last of them: ONNX Runtime does not give back the memory of what is merely forgotten.
   */
  replace(models: FittedModels, projection: Projection = this.serving.engine.projection): void {
    const { ranker } = this.serving.engine.models;
    this.serving = this.servingOf(projection, models);
    this.releaseUnlessUsed(ranker);
  }

  /** The version that answers are made with. */
  get modelVersion(): string {
    return this.serving.engine.version;
  }

  /** What to offer a subject, and why. */
  recommend(given: RecommendationRequest, options: RecommendOptions = {}): Promise<RecommendationPage> {
    const nowMs = options.nowMs ?? this.parts.clock();
    const { signal } = options;
    return this.withFit(async (serving) => {
      const { scene } = given;
      // Threads have no text encoder, so what it says of the scene has to be known before.
      const recognised =
        scene.type === 'situation' && this.scenes.readsMeaning
          ? await this.scenes.recognise(scene.situation, serving.scenes(), { asksJudge: false, signal })
          : undefined;
      const request: RecommendationRequest =
        recognised === undefined || scene.type !== 'situation'
          ? given
          : { ...given, scene: { type: 'recognised', scene: recognised, situation: scene.situation } };
      const answered = await this.parts.otherThreads?.recommend({ type: 'recommend', request, nowMs }, signal);
      return answered ?? this.turns.take(() => serving.recommend(request, nowMs, signal));
    });
  }

  /** The scene that a situation is taken for, by everything there is; null when it is none that is known. */
  recogniseScene(situation: Situation, { signal }: RecommendOptions = {}): Promise<RecognisedScene | null> {
    return this.scenes.recognise(situation, this.serving.scenes(), { asksJudge: true, signal });
  }

  /** Why an item stands where it stands for a subject, whether or not it was recommended or has been seen. */
  explain(
    subject: Subject,
    itemId: string,
    scene: SceneChoice,
    language: Language,
    options: RecommendOptions = {},
  ): Promise<Explanation> {
    const nowMs = options.nowMs ?? this.parts.clock();
    const { signal } = options;
    const task = { type: 'explain', subject, itemId, scene, language, nowMs } as const;
    return this.withFit(async (serving) => {
      const answered = await this.parts.otherThreads?.explain(task, signal);
      return answered ?? this.turns.take(() => serving.explain(task, signal));
    });
  }

  /** The scores of given items for a subject among themselves, in their order; for lists that somebody else has drawn. */
  scoreItems(subject: Subject, itemIds: readonly string[], options: RecommendOptions = {}): Promise<number[]> {
    const nowMs = options.nowMs ?? this.parts.clock();
    return this.withFit((serving) => this.turns.take(() => serving.scoreItems(subject, itemIds, nowMs)));
  }

  /** Items like one item, with what they share. */
  similarItems(itemId: string, request: SimilarItemsRequest): ItemPage {
    return this.serving.similar.find(itemId, request, this.parts.clock());
  }

  /** What people take now, by domain, scene and window of time. */
  trending(request: TrendingRequest): ItemPage {
    return this.serving.trending.find(request, this.parts.clock());
  }

  /** Items by words and meaning of a text. */
  search(text: string, request: SearchRequest): Promise<ScoredPage> {
    return this.serving.search.find(text, request);
  }

  /** Does the work of a request with the fit that serves when it comes, which lives until the request has ended. */
  private async withFit<T>(work: (serving: ServingFit) => Promise<T>): Promise<T> {
    const { serving, inUse } = this;
    inUse.set(serving, (inUse.get(serving) ?? 0) + 1);
    try {
      return await work(serving);
    } finally {
      const others = (inUse.get(serving) ?? 1) - 1;
      if (others > 0) inUse.set(serving, others);
      else inUse.delete(serving);
      this.releaseUnlessUsed(serving.engine.models.ranker);
    }
  }

  private releaseUnlessUsed(ranker: Ranker): void {
    for (const { engine } of [this.serving, ...this.inUse.keys()]) if (engine.models.ranker === ranker) return;
    // One that cannot be released costs memory, and no request its answer.
    ranker.release?.().catch(() => undefined);
  }

  private servingOf(projection: Projection, models: FittedModels): ServingFit {
    const { cursors, recommendationIds, parts } = this;
    return new ServingFit(projection, models, { ontology: parts.ontology, cursors, recommendationIds });
  }
}
