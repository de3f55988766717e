import { seededRandom } from '../../../src/domain/random.js';
import { fitCoOccurrence } from '../../../src/models/collaborative/co-occurrence.js';
import { NeighbourWalk } from '../../../src/models/collaborative/neighbour-walk.js';
import { scoreRows, scoreWalk } from '../../../src/models/collaborative/score-walk.js';
import { fitEase } from '../../../src/models/factors/ease.js';
import {
  DEFAULT_ALS_CONFIG,
  fitImplicitAls,
  type ImplicitAlsConfig,
} from '../../../src/models/factors/implicit-als.js';
import { invertMatrix } from '../../../src/models/onnx/matrix-inverse.js';
import { DegreePowers } from '../../../src/models/sparse/degree-powers.js';
import { DEFAULT_KNOWLEDGE, type NeighbourSettings } from '../../../src/recommend/fitted-models.js';
import { fitTexts } from '../../../src/recommend/fitting/fit-channels.js';
import { chooseHeldOutPairs, withoutPairs } from '../../../src/recommend/fitting/hold-out.js';
import { tuneFactors } from '../../../src/recommend/fitting/tune-factors.js';
import { fitKnowledge, tuneKnowledge } from '../../../src/recommend/fitting/tune-knowledge.js';
import {
  fitRegression,
  type RegressionSettings,
  tuneRegression,
} from '../../../src/recommend/fitting/tune-regression.js';
import { tuneNeighbours, tuneWalk } from '../../../src/recommend/fitting/tune-walks.js';
import { ValidationSet } from '../../../src/recommend/fitting/validation-set.js';
import { entityRef, itemRef, SmallWorld } from '../small-world.js';

const GENRES = 4;

/** Sixty users who each like one of four genres, which WRITTEN_BY tells; ABOUT is drawn at random and tells nothing. */
function tasteWorld(): SmallWorld {
  const random = seededRandom(3);
  const pick = (count: number) => Math.floor(random() * count);
  const world = new SmallWorld();
  for (let e = 0; e < GENRES; e++) world.entity(`writer${e}`).entity(`topic${e}`);
  for (let i = 0; i < 48; i++) {
    world.item(`i${i}`, { title: `work ${i % GENRES}` });
    world.relate(itemRef(`i${i}`), 'WRITTEN_BY', entityRef(`writer${i % GENRES}`));
    world.relate(itemRef(`i${i}`), 'ABOUT', entityRef(`topic${pick(GENRES)}`));
  }
  for (let u = 0; u < 60; u++) {
    for (let n = 0; n < 6; n++) {
      const genre = random() < 0.85 ? u % GENRES : pick(GENRES);
      world.likes(`u${u}`, `i${genre + GENRES * Math.min(pick(12), pick(12))}`);
    }
  }
  return world;
}

const projection = tasteWorld().projection();
const heldOut = chooseHeldOutPairs(projection, 0.3, 1);
const set = new ValidationSet(withoutPairs(projection, heldOut), heldOut.users, heldOut.items);
const { userItems, itemUsers } = set.training;

test('a tuned walk is at least as good as the one that the search starts from, and its figure is true', () => {
  const start = tuneWalk(set, 1, 1);
  const tuned = tuneWalk(set, 16, 1);
  expect(tuned.ndcg).toBeGreaterThan(start.ndcg);
  const { exponents, rowEntries } = tuned;
  const gram = fitCoOccurrence(userItems, itemUsers, {
    userExponent: exponents.userExponent,
    neighbours: rowEntries,
    popularityExponent: exponents.popularityExponent,
  });
  const powers = {
    item: new DegreePowers(exponents.itemExponent),
    popularity: new DegreePowers(exponents.popularityExponent),
  };
  expect(set.ndcg((history, into) => scoreWalk(gram, itemUsers, history, powers, into))).toBe(tuned.ndcg);
  expect(tuneWalk(set, 16, 1)).toEqual(tuned);
});

test('a tuned neighbour walk is at least as good as the one that the search starts from', () => {
  const walk = new NeighbourWalk();
  const accuracyOf = ({ neighbours, itemExponent, userExponent, popularityExponent }: NeighbourSettings) => {
    const config = {
      neighbours,
      item: new DegreePowers(itemExponent),
      user: new DegreePowers(userExponent),
      popularity: new DegreePowers(popularityExponent),
    };
    return set.ndcg((history, into, user) => walk.score(userItems, itemUsers, history, config, user, into));
  };
  expect(accuracyOf(tuneNeighbours(set, 16, 1))).toBeGreaterThanOrEqual(accuracyOf(tuneNeighbours(set, 1, 1)));
});

test('a relation that tells what users like outweighs one that tells nothing, and the walk gains by it', () => {
  const settings = tuneKnowledge(set);
  const weightOf = (name: string) => settings.relationWeights.get(`Item|${name}|Entity`) ?? Number.NaN;
  expect(weightOf('WRITTEN_BY')).toBe(1);
  expect(weightOf('ABOUT')).toBeLessThan(0.7);
  const accuracyOf = (given: typeof settings) => {
    const matrix = fitKnowledge(set.training, given, 300);
    return set.ndcg((history, into) => scoreRows(matrix, history, into));
  };
  expect(accuracyOf(settings)).toBeGreaterThanOrEqual(accuracyOf(DEFAULT_KNOWLEDGE));
});

test('without any facts the knowledge walk keeps its defaults', () => {
  const world = new SmallWorld();
  for (let n = 0; n < 6; n++) world.item(`i${n}`);
  const bare = world.likes('ann', 'i0', 'i1').projection();
  expect(tuneKnowledge(new ValidationSet(bare, Int32Array.of(0), [Int32Array.of(2)]))).toBe(DEFAULT_KNOWLEDGE);
});

test('tuned factors are at least as good as those with the usual settings', () => {
  const accuracyOf = (config: ImplicitAlsConfig) => {
    const model = fitImplicitAls(userItems, itemUsers, { ...config, embeddingSize: 32, epochs: 4 });
    return set.ndcg((history, into) => model.scoreAll(model.foldInUser(history), into));
  };
  const tuned = tuneFactors(set, 1);
  expect(accuracyOf(tuned)).toBeGreaterThanOrEqual(accuracyOf({ ...DEFAULT_ALS_CONFIG, seed: 1 }));
  expect(tuned).toMatchObject({ embeddingSize: DEFAULT_ALS_CONFIG.embeddingSize, epochs: DEFAULT_ALS_CONFIG.epochs });
});

test('a tuned regression is at least as good as the weakest regularisation without side information', async () => {
  const sides = { knowledge: fitKnowledge(set.training, DEFAULT_KNOWLEDGE, 300), text: fitTexts(set.training) };
  const accuracyOf = async (settings: RegressionSettings) => {
    const weights = await fitRegression(set.training, settings, sides, invertMatrix);
    return set.ndcg((history, into) => scoreRows(weights, history, into));
  };
  const tuned = await tuneRegression(set, sides, invertMatrix);
  const start = { ...tuned, ease: { ...tuned.ease, regularisation: 30 }, knowledgeWeight: 0, textWeight: 0 };
  expect(await accuracyOf(tuned)).toBeGreaterThanOrEqual(await accuracyOf(start));
  // Genre is all there is to know here, so the side similarities must have been taken.
  expect(tuned.knowledgeWeight).toBeGreaterThan(0);
  expect(await accuracyOf(tuned)).toBeGreaterThan(await accuracyOf({ ...tuned, knowledgeWeight: 0, textWeight: 0 }));
  const alone = await fitEase(userItems, set.training.items.size, tuned.ease, [], invertMatrix);
  expect(set.ndcg((history, into) => scoreRows(alone, history, into))).toBeLessThan(await accuracyOf(tuned));
});
