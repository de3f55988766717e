import type { Language } from '../domain/nodes.js';
import type { Ontology } from '../domain/ontology.js';
import { groupItems, leaveOut, OPEN_FILTER } from './candidates/item-groups.js';
import { type ChannelEarning, explainItem } from './explanation/item-explainer.js';
import { SentenceMaker } from './explanation/sentence-maker.js';
import type { ItemPage } from './item-page.js';
import type { SimilarityRow } from './ranking/item-similarity.js';
import type { RecommendationEngine } from './ranking/recommendation-engine.js';
import type { ScorePager } from './ranking/score-pager.js';
import { checkLimit, type RequestResolver } from './request-resolver.js';

export interface SimilarItemsRequest {
  /** Domain ids; empty allows all. */
  readonly domains: readonly string[];
  readonly limit: number;
  readonly after: string | null;
  readonly language: Language;
}

const PATHS = 3;

/** Finds items like one item: by who takes both, by what they share in the graph, and by their texts. */
export class SimilarItems {
  constructor(
    private readonly engine: RecommendationEngine,
    private readonly resolver: RequestResolver,
    private readonly pager: ScorePager,
    private readonly ontology: Ontology,
  ) {}

  find(itemId: string, request: SimilarItemsRequest, nowMs: number): ItemPage {
    const { projection, similarity } = this.engine;
    checkLimit(request.limit);
    const item = this.resolver.node('Item', itemId);
    const itemGroups = groupItems(projection, {
      ...OPEN_FILTER,
      domains: this.resolver.nodes('Domain', request.domains),
    });
    leaveOut(itemGroups, [item]);
    const row = similarity.to(item, nowMs);
    const query = JSON.stringify(['similar', itemId, request.domains]);
    const page = this.pager.page(query, request, itemGroups, row.scores);
    const sentences = new SentenceMaker(this.ontology, request.language, () => null, null, this.engine.titleNames);
    const style = { sentences, pathLimit: PATHS, showsPaths: true, isColdStart: false };
    return {
      items: page.items.map((paged) => {
        const earnings = this.earningsOf(row, paged.item);
        const explanation = explainItem(row.context, { ...paged, earnings }, style);
        return { itemId: paged.itemId, score: paged.score, cursor: paged.cursor, explanation };
      }),
      hasNextPage: page.hasNextPage,
    };
  }

  private earningsOf(row: SimilarityRow, item: number): ChannelEarning[] {
    return row.parts.flatMap(({ channel: name, scores, factor }) => {
      const channel = this.engine.similarity.channels.find((known) => known.name === name);
      return channel === undefined ? [] : [{ channel, channelScore: scores[item], earned: scores[item] * factor }];
    });
  }
}
