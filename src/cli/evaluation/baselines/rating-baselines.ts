import { z } from 'zod';
import type { RatingModel } from '../../../models/baselines/baseline-model.js';
import { BiasedFactors, DEFAULT_BIASED_FACTORS } from '../../../models/baselines/biased-factors.js';
import type { NeighbourConfig } from '../../../models/baselines/item-neighbours.js';
import { RatingBiases } from '../../../models/baselines/rating-biases.js';
import { type Compared, RatingNeighbours } from '../../../models/baselines/rating-neighbours.js';
import type { Ratings } from '../../../models/baselines/ratings.js';
import { ratingMetrics } from '../../../models/evaluation/rating-metrics.js';
import { coordinateSearch } from '../../../recommend/fitting/coordinate-search.js';
import {
  type Baseline,
  type BaselineData,
  defineBaseline,
  type FittedBaseline,
  numberFrom,
  type Tuning,
  wholeNumber,
} from './baseline.js';
import { neighbourSettings, searchNeighbours } from './neighbour-settings.js';

/** Damping that suits some ten thousand to some million ratings (Koren 2010). */
const BIASES = { itemDamping: 25, userDamping: 10 };

const biases = defineBaseline({
  name: 'rating-means',
  settings: z.strictObject({
    itemDamping: numberFrom(0).default(BIASES.itemDamping),
    userDamping: numberFrom(0).default(BIASES.userDamping),
  }),
  refusal,
  fit: (data, config) => both(RatingBiases.fit(ratingsOf(data), config)),
  tune: (tuning, start) =>
    coordinateSearch(
      { itemDamping: { from: 0, to: 50 }, userDamping: { from: 0, to: 50 } },
      start,
      (point) => accuracyOf(tuning, RatingBiases.fit(ratingsOf(tuning.data), point)),
      { trials: tuning.trials, seed: tuning.data.seed },
    ).best,
});

const factors = defineBaseline({
  name: 'biased-mf',
  settings: z.strictObject({
    embeddingSize: wholeNumber(1).max(512).default(DEFAULT_BIASED_FACTORS.embeddingSize),
    epochs: wholeNumber(1).default(DEFAULT_BIASED_FACTORS.epochs),
    learningRate: numberFrom(0).default(DEFAULT_BIASED_FACTORS.learningRate),
    learningRateDecay: numberFrom(0).max(1).default(DEFAULT_BIASED_FACTORS.learningRateDecay),
    regularisation: numberFrom(0).default(DEFAULT_BIASED_FACTORS.regularisation),
  }),
  refusal,
  fit: (data, config) => both(BiasedFactors.fit(ratingsOf(data), { ...config, seed: data.seed })),
  tune: (tuning, start) =>
    coordinateSearch(
      {
        embeddingSize: { from: 8, to: 128, isWhole: true },
        epochs: { from: 10, to: 60, isWhole: true },
        learningRate: { from: 0.003, to: 0.03 },
        learningRateDecay: { from: 0.9, to: 1 },
        regularisation: { from: 0.01, to: 0.2 },
      },
      start,
      (point) => accuracyOf(tuning, BiasedFactors.fit(ratingsOf(tuning.data), { ...point, seed: tuning.data.seed })),
      { trials: tuning.trials, seed: tuning.data.seed },
    ).best,
});

/** The baselines that predict ratings. */
export const RATING_BASELINES: readonly Baseline[] = [
  biases,
  ratingNeighbours('user-knn-ratings', 'users', { similarity: 'pearson', neighbours: 40, shrinkage: 10 }),
  ratingNeighbours('item-knn-ratings', 'items', { similarity: 'adjusted-cosine', neighbours: 40, shrinkage: 10 }),
  factors,
];

function ratingNeighbours(name: string, compared: Compared, usual: NeighbourConfig): Baseline {
  const modelOf = (data: BaselineData, config: NeighbourConfig) => {
    const ratings = ratingsOf(data);
    return new RatingNeighbours(ratings, RatingBiases.fit(ratings, BIASES), compared, config);
  };
  return defineBaseline({
    name,
    settings: neighbourSettings(usual),
    refusal,
    fit: (data, config) => ({ ranks: null, rates: modelOf(data, config) }),
    tune: (tuning, start) => ({
      ...searchNeighbours(start, (config) => accuracyOf(tuning, modelOf(tuning.data, config)), {
        trials: tuning.trials,
        seed: tuning.data.seed,
      }),
    }),
  });
}

function both<M extends RatingBiases | BiasedFactors>(model: M): FittedBaseline {
  return { ranks: model, rates: model };
}

function refusal({ ratings }: BaselineData): string | null {
  return ratings === null ? 'it needs ratings: events of the kind rate with a value (or --rating)' : null;
}

function ratingsOf({ ratings }: BaselineData): Ratings {
  if (ratings === null) throw new RangeError('A model of ratings needs ratings');
  return ratings;
}

/** The higher, the closer to the held-out ratings. */
function accuracyOf({ heldOutRatings }: Tuning, model: RatingModel): number {
  if (heldOutRatings === null) return 0;
  const { users, items, values } = heldOutRatings;
  return -ratingMetrics(model.predict(users, items), values).rmse;
}
