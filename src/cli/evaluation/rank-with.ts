import { NO_SITUATION } from '../../domain/situation.js';
import type { RankItems, RankingQuery } from '../../recommend/evaluation/evaluation-task.js';
import type { SceneChoice } from '../../recommend/recommendation.js';
import type { Recommender } from '../../recommend/recommender.js';

/** Ranks by the whole recommender, as a client would ask it. */
export function rankWith(recommender: Recommender, includesSeen: boolean): RankItems {
  let last: { readonly asked: string; readonly itemIds: readonly string[] } | null = null;
  return async (query, count) => {
    const { relevantItemIds: _, ...rest } = query;
    const asked = JSON.stringify([rest, count]);
    // Queries of one user in one situation follow each other, and they have one answer.
    if (last?.asked === asked) return last.itemIds;
    const page = await recommender.recommend({
      subject: { type: 'user', userId: query.userId },
      scene: sceneChoiceOf(query),
      filter: {
        domains: query.domain === null ? [] : [query.domain],
        entityIds: [],
        yearFrom: null,
        yearTo: null,
        attributes: [],
        onlyAvailable: false,
      },
      excludeItemIds: query.excludedItemIds,
      includeSeen: includesSeen,
      diversity: 0,
      limit: count,
      after: null,
      language: 'en',
      pathsPerItem: 0,
    });
    last = { asked, itemIds: page.items.map(({ itemId }) => itemId) };
    return last.itemIds;
  };
}

function sceneChoiceOf({ sceneId, context }: RankingQuery): SceneChoice {
  const situation = { ...NO_SITUATION, context };
  if (sceneId !== null) return { type: 'scene', sceneId, situation };
  return Object.keys(context).length === 0 ? { type: 'none' } : { type: 'situation', situation };
}
