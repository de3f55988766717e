import type { Language } from '../../domain/nodes.js';
import type { Situation } from '../../domain/situation.js';
import type { RemoteMethods } from '../../graph/remote-methods.js';
import type { RecommendationRequest, SceneChoice, Subject } from '../recommendation.js';
import type { Recommending } from '../recommending.js';
import type { SimilarItemsRequest } from '../similar-items.js';

/** The arguments of the methods by name; the caller is the same program, so their shape is not checked again. */
export interface RecommenderArguments {
  readonly 'recommender/recommend': { readonly request: RecommendationRequest };
  readonly 'recommender/scene': { readonly situation: Situation };
  readonly 'recommender/similar': { readonly itemId: string; readonly request: SimilarItemsRequest };
  readonly 'recommender/explain': {
    readonly subject: Subject;
    readonly itemId: string;
    readonly scene: SceneChoice;
    readonly language: Language;
  };
}

/** The recommender of a server, for commands beside it. */
export function recommenderMethods(recommender: Recommending): RemoteMethods {
  return {
    'recommender/recommend': (argument, { signal }) => {
      const { request } = argument as RecommenderArguments['recommender/recommend'];
      return recommender.recommend(request, { signal });
    },
    'recommender/scene': (argument, { signal }) => {
      const { situation } = argument as RecommenderArguments['recommender/scene'];
      return recommender.recogniseScene(situation, { signal });
    },
    'recommender/similar': async (argument) => {
      const { itemId, request } = argument as RecommenderArguments['recommender/similar'];
      return recommender.similarItems(itemId, request);
    },
    'recommender/explain': (argument, { signal }) => {
      const { subject, itemId, scene, language } = argument as RecommenderArguments['recommender/explain'];
      return recommender.explain(subject, itemId, scene, language, { signal });
    },
  };
}
