import { IsthmusError } from '../domain/errors.js';
import type { Explanation } from '../domain/explanation.js';
import type { Language } from '../domain/nodes.js';
import type { Ontology } from '../domain/ontology.js';
import type { Projection } from '../graph/projection/projection.js';
import type { WalkContext } from './candidates/candidate-channel.js';
import { ItemGrouper, leaveOut, OPEN_FILTER } from './candidates/item-groups.js';
import { sceneNode } from './candidates/path-nodes.js';
import { type ExplanationStyle, explainItem } from './explanation/item-explainer.js';
import { likedVerbs } from './explanation/liked-verbs.js';
import { SentenceMaker } from './explanation/sentence-maker.js';
import type { FittedModels } from './fitted-models.js';
import type { ItemPage } from './item-page.js';
import type { OtherThreads } from './other-threads.js';
import { arrange } from './ranking/arrange.js';
import { MOST_PAGED_ITEMS, PageCursors } from './ranking/page-cursors.js';
import { RecommendationEngine } from './ranking/recommendation-engine.js';
import { RecommendationIds } from './ranking/recommendation-ids.js';
import { type ScoredPage, ScorePager } from './ranking/score-pager.js';
import { TokenSigner } from './ranking/token-signer.js';
import type { RecommendationPage, RecommendationRequest, SceneChoice, Subject } from './recommendation.js';
import { checkLimit, checkRange, RequestResolver } from './request-resolver.js';
import { ItemSearch, type SearchRequest } from './search/item-search.js';
import { SimilarItems, type SimilarItemsRequest } from './similar-items.js';
import { isColdStart, rejectedItems, seenItems, subjectContext } from './subject-context.js';
import { TrendingItems, type TrendingRequest } from './trending-items.js';
import { Turns } from './turns.js';
import type { ExplainTask } from './workers/task.js';

/** What a recommender is made of. */
export interface RecommenderParts {
  readonly projection: Projection;
  readonly ontology: Ontology;
  readonly models: FittedModels;
  /** Signs cursors and recommendation ids; servers that share clients must share it. */
  readonly tokenKey: Uint8Array;
  readonly clock: () => number;
  /** Where recommendations and explanations are made whenever they can be. */
  readonly otherThreads?: OtherThreads;
}

export interface RecommendOptions {
  readonly signal?: AbortSignal;
  /** The time of the request, instead of the clock's. */
  readonly nowMs?: number;
}

const PATHS_WHEN_ASKED = 8;

/** Everything that belongs to one fit; a request keeps the one that it began with. */
interface Serving {
  readonly engine: RecommendationEngine;
  readonly resolver: RequestResolver;
  readonly grouper: ItemGrouper;
  readonly similar: SimilarItems;
  readonly trending: TrendingItems;
  readonly search: ItemSearch;
}

/** Answers with recommendations and says why: scene -> channels -> candidates -> scores -> order -> explanations. */
export class Recommender {
  readonly recommendationIds: RecommendationIds;
  private readonly cursors: PageCursors;
  /**
   * Whatever ranks takes turns: the ranker lets others in between the scores of a request and its paths, and they would
   * overwrite what the channels keep for the paths. All of it is done by one thread, so nobody waits longer for it.
   */
  private readonly turns = new Turns();
  private serving: Serving;

  constructor(private readonly parts: RecommenderParts) {
    const signer = new TokenSigner(parts.tokenKey);
    this.recommendationIds = new RecommendationIds(signer);
    this.cursors = new PageCursors(signer);
    this.serving = this.serve(parts.projection, parts.models);
  }

  /** Takes a new fit, and a projection that was built anew if one is given; running requests keep the old ones. */
  replace(models: FittedModels, projection: Projection = this.serving.engine.projection): void {
    this.serving = this.serve(projection, models);
  }

  /** The version that answers are made with. */
  get modelVersion(): string {
    return this.serving.engine.version;
  }

  /** What to offer a subject, and why. */
  async recommend(request: RecommendationRequest, options: RecommendOptions = {}): Promise<RecommendationPage> {
    const nowMs = options.nowMs ?? this.parts.clock();
    const { signal } = options;
    const { serving } = this;
    const answered = await this.parts.otherThreads?.recommend({ type: 'recommend', request, nowMs }, signal);
    return answered ?? this.turns.take(() => this.answer(serving, request, nowMs, signal));
  }

  /** Why an item stands where it stands for a subject, whether or not it was recommended or has been seen. */
  async explain(
    subject: Subject,
    itemId: string,
    scene: SceneChoice,
    language: Language,
    options: RecommendOptions = {},
  ): Promise<Explanation> {
    const nowMs = options.nowMs ?? this.parts.clock();
    const { signal } = options;
    const { serving } = this;
    const task = { type: 'explain', subject, itemId, scene, language, nowMs } as const;
    const answered = await this.parts.otherThreads?.explain(task, signal);
    return answered ?? this.turns.take(() => this.explainHere(serving, task, signal));
  }

  /** The scores of given items for a subject among themselves, in their order; for lists that somebody else has drawn. */
  scoreItems(subject: Subject, itemIds: readonly string[], options: RecommendOptions = {}): Promise<number[]> {
    const { serving } = this;
    return this.turns.take(async () => {
      const { engine, resolver } = serving;
      const context = this.contextOf(serving, subject, null, options.nowMs ?? this.parts.clock());
      const items = resolver.nodes('Item', itemIds);
      const nothingElse = { groups: new Int8Array(engine.projection.items.size).fill(-1), groupCount: 1 };
      const { candidates, scores } = await engine.rank(context, nothingElse, items);
      const rowOf = new Map(Array.from(candidates.items, (item, row) => [item, row]));
      return items.map((item) => scores[rowOf.get(item) ?? 0]);
    });
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
  search(text: string, request: SearchRequest): ScoredPage {
    return this.serving.search.find(text, request);
  }

  private async explainHere(
    serving: Serving,
    { subject, itemId, scene: sceneChoice, language, nowMs }: ExplainTask,
    signal: AbortSignal | undefined,
  ): Promise<Explanation> {
    const { engine, resolver, grouper } = serving;
    const item = resolver.node('Item', itemId);
    const scene = resolver.scene(sceneChoice);
    const context = this.contextOf(serving, subject, scene?.sceneId ?? null, nowMs);
    const itemGroups = grouper.group(OPEN_FILTER);
    leaveOut(itemGroups, seenItems(context));
    const ranked = await engine.rank(context, itemGroups, [item]);
    signal?.throwIfAborted();
    const row = ranked.candidates.items.indexOf(item);
    if (!Number.isFinite(ranked.scores[row])) {
      throw new IsthmusError('INTERNAL', `The ranker ${engine.version} gave item "${itemId}" no finite score.`);
    }
    return explainItem(
      context,
      engine.scoredItem(ranked, row),
      this.styleOf(engine, context, language, PATHS_WHEN_ASKED),
    );
  }

  private async answer(
    serving: Serving,
    request: RecommendationRequest,
    nowMs: number,
    signal: AbortSignal | undefined,
  ): Promise<RecommendationPage> {
    const { engine, resolver, grouper } = serving;
    const { projection, hashes } = engine;
    checkLimit(request.limit);
    checkRange('diversity', request.diversity, 0, 1);
    const scene = resolver.scene(request.scene);
    const context = this.contextOf(serving, request.subject, scene?.sceneId ?? null, nowMs);
    const query = queryOf(request);
    const shownHashes = this.cursors.read(query, request.after);
    const shown = hashes.itemsWith(new Set(shownHashes));
    const itemGroups = grouper.group(resolver.filter(request.filter));
    const groups = itemGroups.groups.slice();
    leaveOut(itemGroups, request.includeSeen ? rejectedItems(context) : seenItems(context));
    leaveOut(itemGroups, shown);
    leaveOut(
      itemGroups,
      request.excludeItemIds.map((id) => projection.items.indexOf(id)),
    );
    signal?.throwIfAborted();
    const ranked = await engine.rank(context, itemGroups);
    signal?.throwIfAborted();

    const left = Math.max(0, MOST_PAGED_ITEMS - shownHashes.length);
    const items = ranked.order.map((row) => ranked.candidates.items[row]);
    const places = arrange({
      items,
      scores: ranked.order.map((row) => ranked.scores[row]),
      groups: items.map((item) => itemGroups.groups[item]),
      groupCount: itemGroups.groupCount,
      shown: shown.map((item) => ({ item, group: groups[item] })),
      diversity: request.diversity,
      limit: Math.min(request.limit, left) + 1,
      similarityTo: (item) => engine.similarity.to(item, nowMs).scores,
    });
    const page = places.slice(0, Math.min(request.limit, left));
    const style = this.styleOf(engine, context, request.language, request.pathsPerItem);
    const cursorAt = this.cursors.issue(
      query,
      shownHashes,
      page.map((place) => hashes.of(items[place])),
    );
    const answered = page.map((place, n) => {
      const scored = engine.scoredItem(ranked, ranked.order[place]);
      const explanation = explainItem(context, scored, style);
      return {
        itemId: scored.itemId,
        score: scored.score,
        get cursor() {
          return cursorAt(n);
        },
        explanation,
      };
    });
    return {
      recommendationId: this.recommendationIds.issue({
        subject: request.subject,
        sceneId: scene?.sceneId ?? null,
        modelVersion: engine.version,
        itemIds: answered.map(({ itemId }) => itemId),
        issuedAtMs: nowMs,
      }),
      items: answered,
      hasNextPage: places.length > page.length && left > request.limit,
      scene,
      modelVersion: engine.version,
      isColdStart: style.isColdStart,
    };
  }

  private serve(projection: Projection, models: FittedModels): Serving {
    const engine = new RecommendationEngine(projection, models);
    const resolver = new RequestResolver(projection);
    const pager = new ScorePager(engine, this.cursors);
    return {
      engine,
      resolver,
      grouper: new ItemGrouper(projection),
      similar: new SimilarItems(engine, resolver, pager, this.parts.ontology),
      trending: new TrendingItems(engine, resolver, pager, this.parts.ontology),
      search: new ItemSearch(engine, resolver, pager),
    };
  }

  private contextOf(
    { engine, resolver }: Serving,
    subject: Subject,
    sceneId: string | null,
    nowMs: number,
  ): WalkContext {
    const scene = sceneId === null ? -1 : resolver.node('Scene', sceneId);
    return subjectContext(engine.projection, resolver, subject, scene, nowMs);
  }

  private styleOf(
    engine: RecommendationEngine,
    context: WalkContext,
    language: Language,
    pathLimit: number,
  ): ExplanationStyle {
    const { projection, scene, user } = context;
    const verbs = likedVerbs(projection, user);
    const node = scene < 0 ? null : sceneNode(projection, scene);
    const sentences = new SentenceMaker(this.parts.ontology, language, verbs, node, engine.titleNames);
    return { sentences, pathLimit, isColdStart: isColdStart(context) };
  }
}

/** What makes two requests pages of the same query; what feedback changes between them is left out. */
function queryOf({ subject, scene, filter, includeSeen }: RecommendationRequest): string {
  return JSON.stringify(['recommend', subject, scene, filter, includeSeen]);
}
