import { fitCoOccurrence } from '../../models/collaborative/co-occurrence.js';
import { NeighbourWalk } from '../../models/collaborative/neighbour-walk.js';
import { scoreWalk } from '../../models/collaborative/score-walk.js';
import { DegreePowers } from '../../models/sparse/degree-powers.js';
import type { NeighbourSettings, WalkExponents } from '../fitted-models.js';
import { coordinateSearch } from './coordinate-search.js';
import type { ValidationSet } from './validation-set.js';

export interface TunedWalk {
  readonly exponents: WalkExponents;
  /** How many entries a row of the matrix keeps. */
  readonly rowEntries: number;
  readonly ndcg: number;
}

/**
 * Finds the three exponents and the row length of the collaborative walk. They differ much between data sets, even
 * in sign, so there is no default that would do.
 */
export function tuneWalk(set: ValidationSet, trials: number, seed: number): TunedWalk {
  const { userItems, itemUsers } = set.training;
  const result = coordinateSearch(
    {
      item: { from: 0.3, to: 1.2 },
      user: { from: 0, to: 1 },
      popularity: { from: -0.8, to: 0.8 },
      rowEntries: { from: 100, to: 1500, isWhole: true },
    },
    { item: 0.85, user: 0.5, popularity: 0.4, rowEntries: 800 },
    (point) => {
      const gram = fitCoOccurrence(userItems, itemUsers, {
        userExponent: point.user,
        neighbours: point.rowEntries,
        popularityExponent: point.popularity,
      });
      const powers = { item: new DegreePowers(point.item), popularity: new DegreePowers(point.popularity) };
      return set.ndcg((history, into) => scoreWalk(gram, itemUsers, history, powers, into));
    },
    { trials, seed },
  );
  const { item, user, popularity, rowEntries } = result.best;
  return {
    exponents: { itemExponent: item, userExponent: user, popularityExponent: popularity },
    rowEntries,
    ndcg: result.score,
  };
}

/** Finds the exponents and the number of similar users of the user-neighbour walk. */
export function tuneNeighbours(set: ValidationSet, trials: number, seed: number): NeighbourSettings {
  const { userItems, itemUsers } = set.training;
  const walk = new NeighbourWalk();
  const { best } = coordinateSearch(
    {
      neighbours: { from: 50, to: 600, isWhole: true },
      item: { from: 0, to: 1 },
      user: { from: 0, to: 1 },
      popularity: { from: -0.3, to: 0.6 },
    },
    { neighbours: 250, item: 0.6, user: 0.45, popularity: 0.2 },
    (point) => {
      const config = {
        neighbours: point.neighbours,
        item: new DegreePowers(point.item),
        user: new DegreePowers(point.user),
        popularity: new DegreePowers(point.popularity),
      };
      return set.ndcg((history, into, user) => walk.score(userItems, itemUsers, history, config, user, into));
    },
    { trials, seed },
  );
  return {
    neighbours: best.neighbours,
    itemExponent: best.item,
    userExponent: best.user,
    popularityExponent: best.popularity,
  };
}
