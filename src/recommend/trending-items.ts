import type { Language } from '../domain/nodes.js';
import type { Ontology } from '../domain/ontology.js';
import type { WalkContext } from './candidates/candidate-channel.js';
import { groupItems, OPEN_FILTER } from './candidates/item-groups.js';
import { sceneNode } from './candidates/path-nodes.js';
import { WindowChannel } from './candidates/window-channel.js';
import { explainItem } from './explanation/item-explainer.js';
import { SentenceMaker } from './explanation/sentence-maker.js';
import { EMPTY_HISTORY } from './history.js';
import type { ItemPage } from './item-page.js';
import type { RecommendationEngine } from './ranking/recommendation-engine.js';
import type { ScorePager } from './ranking/score-pager.js';
import { checkLimit, checkRange, type RequestResolver } from './request-resolver.js';

export interface TrendingRequest {
  /** Domain ids; empty allows all. */
  readonly domains: readonly string[];
  readonly sceneId: string | null;
  /** Only events of the last so many milliseconds count; null counts all, the newer ones more. */
  readonly windowMs: number | null;
  readonly limit: number;
  readonly after: string | null;
  readonly language: Language;
}

/** Finds what people take now. */
export class TrendingItems {
  constructor(
    private readonly engine: RecommendationEngine,
    private readonly resolver: RequestResolver,
    private readonly pager: ScorePager,
    private readonly ontology: Ontology,
  ) {}

  find(request: TrendingRequest, nowMs: number): ItemPage {
    const { projection } = this.engine;
    checkLimit(request.limit);
    if (request.windowMs !== null) checkRange('The window', request.windowMs, 1, Number.MAX_SAFE_INTEGER);
    const scene = request.sceneId === null ? -1 : this.resolver.node('Scene', request.sceneId);
    const itemGroups = groupItems(projection, {
      ...OPEN_FILTER,
      domains: this.resolver.nodes('Domain', request.domains),
    });
    const context: WalkContext = { projection, user: -1, history: EMPTY_HISTORY, scene, nowMs };
    const channel = new WindowChannel(request.windowMs);
    const scores = new Float32Array(projection.items.size);
    channel.score(context, scores);
    const query = JSON.stringify(['trending', request.domains, request.sceneId, request.windowMs]);
    const page = this.pager.page(query, request, itemGroups, scores);
    const node = scene < 0 ? null : sceneNode(projection, scene);
    const sentences = new SentenceMaker(this.ontology, request.language, () => null, node, this.engine.titleNames);
    const style = { sentences, pathLimit: 1, showsPaths: true, isColdStart: false };
    return {
      items: page.items.map((paged) => {
        const earnings = [{ channel, channelScore: paged.score, earned: paged.score }];
        const explanation = explainItem(context, { ...paged, earnings }, style);
        return { itemId: paged.itemId, score: paged.score, cursor: paged.cursor, explanation };
      }),
      hasNextPage: page.hasNextPage,
    };
  }
}
