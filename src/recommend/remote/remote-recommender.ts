import type { Explanation } from '../../domain/explanation.js';
import type { Language } from '../../domain/nodes.js';
import type { RecognisedScene, Situation } from '../../domain/situation.js';
import type { RemoteCaller } from '../../graph/remote-methods.js';
import type { ItemPage } from '../item-page.js';
import type { RecommendationPage, RecommendationRequest, SceneChoice, Subject } from '../recommendation.js';
import type { RecommendOptions } from '../recommender.js';
import type { Recommending } from '../recommending.js';
import type { SimilarItemsRequest } from '../similar-items.js';
import type { RecommenderArguments } from './recommender-methods.js';

/**
 * Has the server's recommender answer. That needs neither a projection nor models in this process, so it is there at
 * once, and the answer is the server's own.
 */
export class RemoteRecommender implements Recommending {
  constructor(private readonly caller: RemoteCaller) {}

  recommend(request: RecommendationRequest, options?: RecommendOptions): Promise<RecommendationPage> {
    return this.ask<'recommender/recommend', RecommendationPage>('recommender/recommend', { request }, options);
  }

  recogniseScene(situation: Situation, options?: RecommendOptions): Promise<RecognisedScene | null> {
    return this.ask<'recommender/scene', RecognisedScene | null>('recommender/scene', { situation }, options);
  }

  similarItems(itemId: string, request: SimilarItemsRequest): Promise<ItemPage> {
    return this.ask<'recommender/similar', ItemPage>('recommender/similar', { itemId, request });
  }

  explain(
    subject: Subject,
    itemId: string,
    scene: SceneChoice,
    language: Language,
    options?: RecommendOptions,
  ): Promise<Explanation> {
    const argument = { subject, itemId, scene, language };
    return this.ask<'recommender/explain', Explanation>('recommender/explain', argument, options);
  }

  /** What comes back is what the same program has sent, so its shape is not checked again. */
  private async ask<K extends keyof RecommenderArguments, R>(
    method: K,
    argument: RecommenderArguments[K],
    { signal }: RecommendOptions = {},
  ): Promise<R> {
    return (await this.caller.call(method, argument, signal === undefined ? {} : { signal })) as R;
  }
}
