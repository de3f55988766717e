import fc from 'fast-check';
import { divideHeldOut } from '../../../src/recommend/fitting/divide-held-out.js';
import { holdOut } from '../../../src/recommend/fitting/hold-out-events.js';
import { SmallWorld } from '../small-world.js';

/** Users who have all taken six items, so that each has something held out. */
function heldOutOfUsers(count: number) {
  const world = new SmallWorld();
  for (let i = 0; i < 6; i++) world.item(`i${i}`);
  for (let u = 0; u < count; u++) for (let i = 0; i < 6; i++) world.event(`u${u}`, `i${i}`);
  return holdOut(world.projection(), 0.2, 1).heldOut;
}

test('each held-out user is learned from or examined, at most 15 % and no more than are wanted are examined', () => {
  const heldOut = heldOutOfUsers(140);
  const all = [...new Set(heldOut.users)].sort((a, b) => a - b);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 99 }), (limit, seed) => {
      const { forLearning, examined } = divideHeldOut(heldOut, limit, seed);
      expect([...new Set([...forLearning.users, ...examined.users])].sort((a, b) => a - b)).toEqual(all);
      expect(new Set(examined.users).size).toBe(Math.min(limit, 21));
      for (const user of examined.users) expect(forLearning.users.includes(user)).toBe(false);
    }),
  );
});

test('of few users none is spared, and of none that are wanted the order stays', () => {
  const few = heldOutOfUsers(99);
  expect(divideHeldOut(few, 50, 1)).toMatchObject({ forLearning: few, examined: { users: new Int32Array(0) } });
  const many = heldOutOfUsers(120);
  expect(divideHeldOut(many, 0, 1).forLearning).toEqual(many);
});
