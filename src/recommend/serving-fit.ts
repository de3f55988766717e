import { IsthmusError } from '../domain/errors.js';
import type { Explanation } from '../domain/explanation.js';
import type { Language } from '../domain/nodes.js';
import type { Ontology } from '../domain/ontology.js';
import type { SceneRecord } from '../domain/records.js';
import type { Projection } from '../graph/projection/projection.js';
import type { WalkContext } from './candidates/candidate-channel.js';
import { ItemGrouper, leaveOut, OPEN_FILTER } from './candidates/item-groups.js';
import { sceneNode } from './candidates/path-nodes.js';
import { type ExplanationStyle, explainItem } from './explanation/item-explainer.js';
import { likedVerbs } from './explanation/liked-verbs.js';
import { SentenceMaker } from './explanation/sentence-maker.js';
import type { FittedModels } from './fitted-models.js';
import { arrange } from './ranking/arrange.js';
import { MOST_PAGED_ITEMS, type PageCursors } from './ranking/page-cursors.js';
import { RecommendationEngine } from './ranking/recommendation-engine.js';
import type { RecommendationIds } from './ranking/recommendation-ids.js';
import { ScorePager } from './ranking/score-pager.js';
import type { RecommendationPage, RecommendationRequest, Subject } from './recommendation.js';
import { checkLimit, checkRange, RequestResolver } from './request-resolver.js';
import { ItemSearch } from './search/item-search.js';
import { SimilarItems } from './similar-items.js';
import { isColdStart, type Moment, rejectedItems, seenItems, subjectContext } from './subject-context.js';
import { TrendingItems } from './trending-items.js';
import type { ExplainTask } from './workers/task.js';

/** What answers are signed and worded with, whatever the fit. */
export interface ServingParts {
  readonly ontology: Ontology;
  readonly cursors: PageCursors;
  readonly recommendationIds: RecommendationIds;
}

const PATHS_WHEN_ASKED = 8;

/**
 * Everything that belongs to one fit, and the answers that are made with it: scene -> channels -> candidates -> scores
 * -> order -> explanations. A request keeps the fit that it began with. What ranks must not be called again before it
 * has ended, because the channels keep what they have reached from the scores of a request to its paths.
 */
export class ServingFit {
  readonly engine: RecommendationEngine;
  readonly similar: SimilarItems;
  readonly trending: TrendingItems;
  readonly search: ItemSearch;
  private readonly resolver: RequestResolver;
  private readonly grouper: ItemGrouper;

  constructor(
    projection: Projection,
    models: FittedModels,
    private readonly parts: ServingParts,
  ) {
    this.engine = new RecommendationEngine(projection, models);
    this.resolver = new RequestResolver(projection);
    this.grouper = new ItemGrouper(projection);
    const pager = new ScorePager(this.engine, parts.cursors);
    this.similar = new SimilarItems(this.engine, this.resolver, pager, parts.ontology);
    this.trending = new TrendingItems(this.engine, this.resolver, pager, parts.ontology);
    this.search = new ItemSearch(this.engine, this.resolver, pager);
  }

  /** The scenes that there are. */
  scenes(): SceneRecord[] {
    return this.resolver.scenes();
  }

  /** What to offer a subject, and why. */
  async recommend(
    request: RecommendationRequest,
    nowMs: number,
    signal: AbortSignal | undefined,
  ): Promise<RecommendationPage> {
    const { engine, resolver, grouper } = this;
    const { projection, hashes } = engine;
    checkLimit(request.limit);
    checkRange('diversity', request.diversity, 0, 1);
    const scene = resolver.scene(request.scene);
    const context = this.contextOf(request.subject, scene?.sceneId ?? null, {
      situation: resolver.situation(request.scene),
      includesSeen: request.includeSeen,
      nowMs,
    });
    const query = queryOf(request);
    const shownHashes = this.parts.cursors.read(query, request.after);
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
    const ranked = await engine.rank(context, itemGroups, { objectives: request.objectives });
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
    const style = this.styleOf(context, request.language, request.pathsPerItem, request.showsPaths);
    const cursorAt = this.parts.cursors.issue(
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
      recommendationId: this.parts.recommendationIds.issue({
        subject: request.subject,
        sceneId: scene?.sceneId ?? null,
        objectives: request.objectives ?? null,
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

  /** Why an item stands where it stands for a subject, whether or not it was recommended or has been seen. */
  async explain(
    { subject, itemId, scene: sceneChoice, language, nowMs }: ExplainTask,
    signal: AbortSignal | undefined,
  ): Promise<Explanation> {
    const { engine, resolver, grouper } = this;
    const item = resolver.node('Item', itemId);
    const scene = resolver.scene(sceneChoice);
    const situation = resolver.situation(sceneChoice);
    const context = this.contextOf(subject, scene?.sceneId ?? null, { situation, nowMs });
    const itemGroups = grouper.group(OPEN_FILTER);
    leaveOut(itemGroups, seenItems(context));
    const ranked = await engine.rank(context, itemGroups, { also: [item] });
    signal?.throwIfAborted();
    const row = ranked.candidates.items.indexOf(item);
    if (!Number.isFinite(ranked.scores[row])) {
      throw new IsthmusError('INTERNAL', `The ranker ${engine.version} gave item "${itemId}" no finite score.`);
    }
    return explainItem(context, engine.scoredItem(ranked, row), this.styleOf(context, language, PATHS_WHEN_ASKED));
  }

  /** The scores of given items for a subject among themselves, in their order. */
  async scoreItems(subject: Subject, itemIds: readonly string[], nowMs: number): Promise<number[]> {
    const { engine, resolver, grouper } = this;
    const context = this.contextOf(subject, null, { nowMs });
    const items = resolver.nodes('Item', itemIds);
    // They are scored beside what the user would be offered: a feature says where an item stands among candidates, and
    // among drawn items alone it would stand higher than the ranker has learned to read.
    const itemGroups = grouper.group(OPEN_FILTER);
    leaveOut(itemGroups, seenItems(context));
    const { candidates, scores } = await engine.rank(context, itemGroups, { also: items });
    const rowOf = new Map(Array.from(candidates.items, (item, row) => [item, row]));
    return items.map((item) => scores[rowOf.get(item) ?? 0]);
  }

  private contextOf(subject: Subject, sceneId: string | null, moment: Omit<Moment, 'scene'>): WalkContext {
    const { engine, resolver } = this;
    const scene = sceneId === null ? -1 : resolver.node('Scene', sceneId);
    return subjectContext(engine.projection, resolver, subject, { ...moment, scene });
  }

  private styleOf(context: WalkContext, language: Language, pathLimit: number, showsPaths = true): ExplanationStyle {
    const { projection, scene, user } = context;
    const verbs = likedVerbs(projection, user);
    const node = scene < 0 ? null : sceneNode(projection, scene);
    const sentences = new SentenceMaker(this.parts.ontology, language, verbs, node, this.engine.titleNames);
    return { sentences, pathLimit, showsPaths, isColdStart: isColdStart(context) };
  }
}

/** What makes two requests pages of the same query; what feedback changes between them is left out. */
function queryOf({ subject, scene, filter, includeSeen, objectives }: RecommendationRequest): string {
  // A confidence may change between pages, when a scene has become another one.
  const asked = scene.type === 'recognised' ? { ...scene, scene: scene.scene?.sceneId ?? null } : scene;
  const parts = ['recommend', subject, asked, filter, includeSeen];
  return JSON.stringify(objectives === undefined ? parts : [...parts, objectives]);
}
