import { z } from 'zod';
import { EmbeddingDotProduct } from '../../../models/baselines/embedding-dot-product.js';
import { ImplicitFactors } from '../../../models/baselines/implicit-factors.js';
import { ItemNeighbours, type NeighbourConfig } from '../../../models/baselines/item-neighbours.js';
import { MostPopular } from '../../../models/baselines/most-popular.js';
import { RandomWalk } from '../../../models/baselines/random-walk.js';
import { UserNeighbours } from '../../../models/baselines/user-neighbours.js';
import { DEFAULT_ALS_CONFIG, MAX_EMBEDDING_SIZE } from '../../../models/factors/implicit-als.js';
import { DEFAULT_WALK } from '../../../recommend/fitted-models.js';
import { fitSemantic } from '../../../recommend/fitting/fit-channels.js';
import { tuneFactors } from '../../../recommend/fitting/tune-factors.js';
import { tuneWalk } from '../../../recommend/fitting/tune-walks.js';
import { type Baseline, defineBaseline, numberFrom, wholeNumber } from './baseline.js';
import { neighbourSettings, searchNeighbours } from './neighbour-settings.js';
import { regression, regressionWithSides } from './regression-baselines.js';

const popular = defineBaseline({
  name: 'popular',
  settings: z.strictObject({}),
  fit: ({ projection }) => ({ ranks: MostPopular.fit(projection), rates: null }),
});

const userNeighbours = defineBaseline({
  name: 'user-knn',
  settings: neighbourSettings({ similarity: 'adjusted-cosine', neighbours: 80, shrinkage: 0 }),
  fit: ({ projection }, config) => ({ ranks: new UserNeighbours(projection, config), rates: null }),
  tune: ({ data: { projection, seed }, set, trials }, start) => {
    const evaluate = (config: NeighbourConfig) => {
      const model = new UserNeighbours(projection, config);
      return set.ndcg((history, into, user) => model.score(history, into, user));
    };
    return { ...searchNeighbours(start, evaluate, { trials, seed }) };
  },
});

const itemNeighbours = defineBaseline({
  name: 'item-knn',
  settings: neighbourSettings({ similarity: 'cosine', neighbours: 200, shrinkage: 10 }),
  fit: ({ projection }, config) => ({ ranks: ItemNeighbours.fit(projection, config), rates: null }),
  tune: ({ data: { projection, seed }, set, trials }, start) => {
    const evaluate = (config: NeighbourConfig) => {
      const model = ItemNeighbours.fit(projection, config);
      return set.ndcg((history, into) => model.score(history, into));
    };
    return { ...searchNeighbours(start, evaluate, { trials, seed }) };
  },
});

const randomWalk = defineBaseline({
  name: 'rp3beta',
  settings: z.strictObject({
    itemExponent: z.coerce.number().default(DEFAULT_WALK.itemExponent),
    userExponent: z.coerce.number().default(DEFAULT_WALK.userExponent),
    popularityExponent: z.coerce.number().default(DEFAULT_WALK.popularityExponent),
    neighbours: wholeNumber(1).default(800),
  }),
  fit: ({ projection }, config) => ({ ranks: RandomWalk.fit(projection, config), rates: null }),
  tune: ({ data, set, trials }) => {
    const { exponents, rowEntries } = tuneWalk(set, trials, data.seed);
    return { ...exponents, neighbours: rowEntries };
  },
});

const implicitFactors = defineBaseline({
  name: 'als',
  settings: z.strictObject({
    embeddingSize: wholeNumber(1).max(MAX_EMBEDDING_SIZE).default(DEFAULT_ALS_CONFIG.embeddingSize),
    epochs: wholeNumber(1).default(DEFAULT_ALS_CONFIG.epochs),
    regularisation: numberFrom(0).default(DEFAULT_ALS_CONFIG.regularisation),
    regularisationExponent: numberFrom(0).default(DEFAULT_ALS_CONFIG.regularisationExponent),
    unobservedWeight: numberFrom(0).default(DEFAULT_ALS_CONFIG.unobservedWeight),
  }),
  fit: ({ projection, seed }, config) => ({ ranks: ImplicitFactors.fit(projection, { ...config, seed }), rates: null }),
  tune: ({ data, set }) => {
    const { regularisation, unobservedWeight } = tuneFactors(set, data.seed);
    return { regularisation, unobservedWeight };
  },
});

const textVectors = defineBaseline({
  name: 'text',
  settings: z.strictObject({}),
  fit: ({ projection }) => {
    const { vectors, encoding } = fitSemantic(projection);
    return { ranks: new EmbeddingDotProduct(vectors, encoding.size), rates: null };
  },
});

/** The baselines that rank. */
export const RANKING_BASELINES: readonly Baseline[] = [
  popular,
  userNeighbours,
  itemNeighbours,
  randomWalk,
  implicitFactors,
  regression,
  regressionWithSides,
  textVectors,
];
