import { normal, seededRandom, shuffle } from '../../domain/random.js';
import type { ItemHistory } from '../collaborative/item-history.js';
import { degreeOf, entryCountOf } from '../sparse/matrix-shape.js';
import type { BaselineModel, RatingModel } from './baseline-model.js';
import { onScale, type RatingScale, type Ratings, scaleOf } from './ratings.js';

export interface BiasedFactorsConfig {
  /** Numbers a vector. */
  readonly embeddingSize: number;
  readonly epochs: number;
  /** γ of the first epoch. */
  readonly learningRate: number;
  /** Each epoch's γ is so many times that of the one before. */
  readonly learningRateDecay: number;
  /** λ */
  readonly regularisation: number;
  readonly seed: number;
}

/** Settings that do well on some ten thousand to a million ratings of 1 to 5. */
export const DEFAULT_BIASED_FACTORS: BiasedFactorsConfig = {
  embeddingSize: 32,
  epochs: 30,
  learningRate: 0.015,
  learningRateDecay: 0.95,
  regularisation: 0.06,
  seed: 1,
};

/** The vectors begin small and uneven, or all of their numbers would learn the same. */
const INITIAL_DEVIATION = 0.1;

/**
 * Matrix factorisation with biases for ratings ("SVD"; Koren, Bell and Volinsky 2009): r(u,i) = μ + b_u + b_i + p_u·q_i,
 * fitted by stochastic gradient descent on Σ (r_ui − r(u,i))² + λ (b_u² + b_i² + |p_u|² + |q_i|²): with the error e of one
 * rating at a time, in random order, b_u += γ(e − λ b_u), p_u += γ(e q_i − λ p_u), and the same for the item. A user or
 * item without ratings has no vector and no bias.
 */
export class BiasedFactors implements BaselineModel, RatingModel {
  private constructor(
    private readonly embeddingSize: number,
    private readonly scale: RatingScale,
    private readonly users: Side,
    private readonly items: Side,
  ) {}

  /** Learns the vectors. The hot loop is in `learn`. */
  static fit({ userRatings, itemRatings }: Ratings, config: BiasedFactorsConfig): BiasedFactors {
    const scale = scaleOf({ userRatings, itemRatings });
    const random = seededRandom(config.seed);
    const size = config.embeddingSize;
    const users = newSide(userRatings.rowCount, size, (user) => degreeOf(userRatings, user) > 0, random);
    const items = newSide(itemRatings.rowCount, size, (item) => degreeOf(itemRatings, item) > 0, random);
    const model = new BiasedFactors(size, scale, users, items);
    const count = entryCountOf(userRatings);
    const raters = new Int32Array(count);
    const places = new Int32Array(count);
    let next = 0;
    for (let user = 0; user < userRatings.rowCount; user++) {
      for (let k = userRatings.starts[user]; k < userRatings.ends[user]; k++) {
        raters[next] = user;
        places[next++] = k;
      }
    }
    const order = Int32Array.from(places, (_, n) => n);
    for (let epoch = 0, rate = config.learningRate; epoch < config.epochs; epoch++, rate *= config.learningRateDecay) {
      shuffle(order, random);
      for (let n = 0; n < count; n++) {
        const k = places[order[n]];
        model.learn(raters[order[n]], userRatings.targets[k], userRatings.weights[k], rate, config.regularisation);
      }
    }
    return model;
  }

  predict(users: Int32Array, items: Int32Array): Float32Array {
    return Float32Array.from(users, (user, k) => onScale(this.scale, this.ratingOf(user, items[k])));
  }

  /** The items that the user would rate best; those that nobody has rated get no score. */
  score(_history: ItemHistory, into: Float32Array, user: number): void {
    for (let item = 0; item < into.length; item++) {
      if (this.items.isKnown[item] === 1) into[item] += this.ratingOf(user, item);
    }
  }

  private ratingOf(user: number, item: number): number {
    const { embeddingSize: size, users, items } = this;
    let rating = this.scale.mean + (users.biases[user] ?? 0) + (items.biases[item] ?? 0);
    if (users.isKnown[user] !== 1 || items.isKnown[item] !== 1) return rating;
    for (let k = 0; k < size; k++) rating += users.vectors[user * size + k] * items.vectors[item * size + k];
    return rating;
  }

  private learn(user: number, item: number, rating: number, rate: number, regularisation: number): void {
    const { embeddingSize: size, users, items } = this;
    const error = rating - this.ratingOf(user, item);
    users.biases[user] += rate * (error - regularisation * users.biases[user]);
    items.biases[item] += rate * (error - regularisation * items.biases[item]);
    const p = user * size;
    const q = item * size;
    for (let k = 0; k < size; k++) {
      const own = users.vectors[p + k];
      const other = items.vectors[q + k];
      users.vectors[p + k] += rate * (error * other - regularisation * own);
      items.vectors[q + k] += rate * (error * own - regularisation * other);
    }
  }
}

/** What is learned of all users, or of all items. */
interface Side {
  readonly biases: Float64Array;
  readonly vectors: Float64Array;
  /** 1 for those with ratings. */
  readonly isKnown: Uint8Array;
}

function newSide(count: number, size: number, isKnown: (row: number) => boolean, random: () => number): Side {
  return {
    biases: new Float64Array(count),
    vectors: Float64Array.from({ length: count * size }, () => INITIAL_DEVIATION * normal(random)),
    isKnown: Uint8Array.from({ length: count }, (_, row) => (isKnown(row) ? 1 : 0)),
  };
}
