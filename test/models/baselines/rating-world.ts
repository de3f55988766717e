import { normal, seededRandom } from '../../../src/domain/random.js';
import type { Ratings } from '../../../src/models/baselines/ratings.js';
import { transpose } from '../../../src/models/sparse/matrix-shape.js';
import { SparseRows } from '../../../src/models/sparse/sparse-rows.js';

/** Given ratings, as columns. */
export interface Rated {
  readonly users: Int32Array;
  readonly items: Int32Array;
  readonly values: Float32Array;
}

/** Made-up ratings of 1 to 5: a usual level of each user and item, and a taste of three numbers on top. */
export interface RatingWorld {
  readonly ratings: Ratings;
  readonly heldOut: Rated;
}

const TASTES = 3;

export function ratingWorld(seed = 1, userCount = 150, itemCount = 60): RatingWorld {
  const random = seededRandom(seed);
  const side = (count: number, level: number) =>
    Array.from({ length: count }, () => ({
      level: level * normal(random),
      taste: Array.from({ length: TASTES }, () => normal(random)),
    }));
  const users = side(userCount, 0.4);
  const items = side(itemCount, 0.5);
  const rows = new SparseRows(userCount, itemCount);
  const heldOut: [number, number, number][] = [];
  for (let user = 0; user < userCount; user++) {
    for (let item = 0; item < itemCount; item++) {
      if (random() > 0.5) continue;
      const liking = users[user].taste.reduce((sum, value, k) => sum + value * items[item].taste[k], 0);
      const rating = 3.5 + users[user].level + items[item].level + 0.5 * liking + 0.2 * normal(random);
      const value = Math.min(5, Math.max(1, Math.round(rating)));
      if (random() < 0.15) heldOut.push([user, item, value]);
      else rows.add(item, value);
    }
    rows.endRow();
  }
  const userRatings = rows.finish();
  return {
    ratings: { userRatings, itemRatings: transpose(userRatings) },
    heldOut: {
      users: Int32Array.from(heldOut, ([user]) => user),
      items: Int32Array.from(heldOut, ([, item]) => item),
      values: Float32Array.from(heldOut, ([, , value]) => value),
    },
  };
}
