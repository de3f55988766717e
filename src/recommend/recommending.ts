import type { Explanation } from '../domain/explanation.js';
import type { Language } from '../domain/nodes.js';
import type { RecognisedScene, Situation } from '../domain/situation.js';
import type { ItemPage } from './item-page.js';
import type { RecommendationPage, RecommendationRequest, SceneChoice, Subject } from './recommendation.js';
import type { RecommendOptions } from './recommender.js';
import type { SimilarItemsRequest } from './similar-items.js';

/** What commands ask of a recommender: of their own, or of the server's that has the store open. */
export interface Recommending {
  recommend(request: RecommendationRequest, options?: RecommendOptions): Promise<RecommendationPage>;
  recogniseScene(situation: Situation, options?: RecommendOptions): Promise<RecognisedScene | null>;
  similarItems(itemId: string, request: SimilarItemsRequest): ItemPage | Promise<ItemPage>;
  explain(
    subject: Subject,
    itemId: string,
    scene: SceneChoice,
    language: Language,
    options?: RecommendOptions,
  ): Promise<Explanation>;
}
