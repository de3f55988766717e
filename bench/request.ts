import type { RecommendationRequest } from '../src/recommend/recommendation.js';

/** The request that benches send for a user: 20 items with up to three paths each. */
export function requestFor(userId: string): RecommendationRequest {
  return {
    subject: { type: 'user', userId },
    scene: { type: 'none' },
    filter: { domains: [], entityIds: [], yearFrom: null, yearTo: null, attributes: [], onlyAvailable: false },
    excludeItemIds: [],
    includeSeen: false,
    diversity: 0,
    limit: 20,
    after: null,
    language: 'en',
    pathsPerItem: 3,
  };
}
