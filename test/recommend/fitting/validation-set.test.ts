import type { Projection } from '../../../src/graph/projection/projection.js';
import { chooseHeldOutPairs, withSituations } from '../../../src/recommend/fitting/hold-out.js';
import { ValidationSet } from '../../../src/recommend/fitting/validation-set.js';
import { randomWorld, SmallWorld } from '../small-world.js';

function world(): Projection {
  const small = new SmallWorld();
  for (let n = 0; n < 6; n++) small.item(`i${n}`);
  return small.likes('ann', 'i0', 'i1').likes('bob', 'i5').projection();
}

/** Scores that put the items in the order of the list. */
const inOrder = (items: readonly number[]) => (_history: unknown, into: Float32Array) => {
  items.forEach((item, place) => {
    into[item] = 100 - place;
  });
};

test('the figure is the mean NDCG of the users, with what they had liked left out of the ranking', () => {
  const set = new ValidationSet(world(), Int32Array.of(0, 1), [Int32Array.of(3), Int32Array.of(0, 2)]);
  const best = 1 + 1 / Math.log2(3);
  // Ann's ranking is without i0 and i1, Bob's without i5.
  const ann = 1 / Math.log2(4);
  const bob = (1 + 1 / Math.log2(4)) / best;
  expect(set.ndcg(inOrder([0, 5, 1, 2, 3]))).toBeCloseTo((ann + bob) / 2, 12);
  expect(set.ndcg(inOrder([5, 3, 0, 1, 2]))).toBeCloseTo(
    (1 / Math.log2(3) + (1 / Math.log2(3) + 1 / Math.log2(5)) / best) / 2,
    12,
  );
  expect(set.ndcg(inOrder([0, 2]))).toBeCloseTo((0 + 1) / 2, 12);
});

test('the scorer is told the history of each user and gets a vector of zeros each time', () => {
  const set = new ValidationSet(world(), Int32Array.of(0, 1), [Int32Array.of(3), Int32Array.of(2)]);
  const seen: number[][] = [];
  set.ndcg((history, into, user) => {
    expect(Array.from(into)).toEqual([0, 0, 0, 0, 0, 0]);
    into.fill(1);
    seen.push([user, ...history.items.subarray(0, history.length)]);
  });
  expect(seen).toEqual([
    [0, 0, 1],
    [1, 5],
  ]);
});

test('without users the figure is 0', () => {
  expect(new ValidationSet(world(), new Int32Array(0), []).ndcg(inOrder([1]))).toBe(0);
});

test('a sample is a part of the held-out users with their own pairs, the same for the same seed', () => {
  const projection = randomWorld(2, 40, 20).projection();
  const heldOut = withSituations(projection, chooseHeldOutPairs(projection, 0.3, 1));
  const holdout = { heldOut };
  const some = ValidationSet.choose(holdout, { users: 5, pairs: 0 }, 7);
  expect(some.users).toHaveLength(5);
  some.users.forEach((user, k) => {
    expect(some.items[k]).toBe(heldOut.items[heldOut.users.indexOf(user)]);
  });
  expect(ValidationSet.choose(holdout, { users: 5, pairs: 0 }, 7)).toEqual(some);
  expect(ValidationSet.choose(holdout, { users: 5, pairs: 0 }, 8).users).not.toEqual(some.users);
  expect(ValidationSet.choose(holdout, { users: 1_000, pairs: 0 }, 7)).toEqual(heldOut);
});
