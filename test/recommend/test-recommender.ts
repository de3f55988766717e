import type { Projection } from '../../src/graph/projection/projection.js';
import { fitCoOccurrence } from '../../src/models/collaborative/co-occurrence.js';
import { DEFAULT_WALK, type FittedModels, UNFITTED_MODELS } from '../../src/recommend/fitted-models.js';
import type { RecommendationRequest } from '../../src/recommend/recommendation.js';
import { Recommender } from '../../src/recommend/recommender.js';
import { fittedKnowledge } from './fitted-matrices.js';
import { NOW_MS, SmallWorld } from './small-world.js';

/** A recommender over a world, unfitted unless models are given. */
export function recommenderOf(
  world: SmallWorld,
  projection = world.projection(),
  models = UNFITTED_MODELS,
): Recommender {
  const tokenKey = new Uint8Array(32).fill(7);
  return new Recommender({ projection, ontology: world.ontology, models, tokenKey, clock: () => NOW_MS });
}

/** The walks' matrices fitted on a projection, without the slower models. */
export function fittedWalks(projection: Projection): FittedModels {
  const { userItems, itemUsers } = projection;
  return {
    ...UNFITTED_MODELS,
    version: 'test-fit',
    fittedAtVersion: projection.version,
    coOccurrence: fitCoOccurrence(userItems, itemUsers, { userExponent: DEFAULT_WALK.userExponent, neighbours: 100 }),
    knowledge: fittedKnowledge(projection),
  };
}

/** A request of a user for twenty items of any kind. */
export function requestOf(userId: string, fields: Partial<RecommendationRequest> = {}): RecommendationRequest {
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
    pathsPerItem: 4,
    ...fields,
  };
}

export const NO_FILTER: RecommendationRequest['filter'] = requestOf('').filter;
