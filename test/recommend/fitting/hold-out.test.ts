import fc from 'fast-check';
import type { Projection } from '../../../src/graph/projection/projection.js';
import { chooseHeldOutPairs, withoutPairs } from '../../../src/recommend/fitting/hold-out.js';
import { NOW_MS, randomWorld, SmallWorld } from '../small-world.js';

const ITEMS = Array.from({ length: 10 }, (_, n) => `i${n}`);
const seeds = fc.integer({ min: 1, max: 1_000 });

function idsOf(projection: Projection, items: Int32Array): string[] {
  return Array.from(items, (item) => projection.items.idOf(item));
}

/** The events as a list of `user item time`, in the order of arrival. */
function eventsOf({ users, items, events }: Projection): string[] {
  return Array.from(
    { length: events.length },
    (_, n) => `${users.idOf(events.users[n])} ${items.idOf(events.items[n])} ${events.times[n]}`,
  );
}

test('the newest pairs of every user are held out when the events have times', () => {
  const world = new SmallWorld();
  for (const id of ITEMS) world.item(id);
  // Each event is an hour older than the one before, so that the first is the newest.
  const projection = world
    .likes('ann', ...ITEMS)
    .likes('bob', ...ITEMS.slice(0, 4))
    .projection();
  const { users, items } = chooseHeldOutPairs(projection, 0.2, 1);
  expect(Array.from(users, (user) => projection.users.idOf(user))).toEqual(['ann', 'bob']);
  expect(idsOf(projection, items[0])).toEqual(['i0', 'i1']);
  expect(idsOf(projection, items[1])).toEqual(['i0']);
});

test('a pair is as new as its newest event', () => {
  const world = new SmallWorld();
  for (const id of ITEMS) world.item(id);
  const projection = world
    .likes('ann', ...ITEMS)
    .event('ann', 'i7', { at: NOW_MS })
    .projection();
  expect(idsOf(projection, chooseHeldOutPairs(projection, 0.1, 1).items[0])).toEqual(['i7']);
});

test('a user with fewer than four pairs keeps all of them, and so does one whom nobody has seen', () => {
  const world = new SmallWorld().user('new');
  for (const id of ITEMS) world.item(id);
  const projection = world.likes('ann', 'i0', 'i1', 'i2').projection();
  expect(chooseHeldOutPairs(projection, 0.5, 1)).toEqual({ users: new Int32Array(0), items: [] });
});

test('without times the seed alone decides which pairs are held out', () => {
  const world = new SmallWorld();
  for (const id of ITEMS) world.item(id);
  for (let user = 0; user < 20; user++) for (const id of ITEMS) world.event(`u${user}`, id, { at: null });
  const projection = world.projection();
  const chosen = chooseHeldOutPairs(projection, 0.2, 5);
  expect(chooseHeldOutPairs(projection, 0.2, 5)).toEqual(chosen);
  expect(chooseHeldOutPairs(projection, 0.2, 6)).not.toEqual(chosen);
  expect(new Set(chosen.items.flatMap((items) => Array.from(items))).size).toBeGreaterThan(5);
});

test('held-out pairs are gone from the events and from both matrices, everything else stays as it was', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const projection = randomWorld(seed, 16, 12).projection();
      const before = eventsOf(projection);
      const heldOut = chooseHeldOutPairs(projection, 0.4, seed);
      const training = withoutPairs(projection, heldOut);
      const isHidden = (user: number, item: number) =>
        heldOut.items[heldOut.users.indexOf(user)]?.includes(item) === true;

      const { users, items } = projection;
      for (let user = 0; user < users.size; user++) {
        for (let item = 0; item < items.size; item++) {
          const expected = isHidden(user, item) ? 0 : projection.userItems.get(user, item);
          expect(training.userItems.get(user, item)).toBe(expected);
          expect(training.itemUsers.get(item, user)).toBe(expected);
          expect(training.rejections.get(user, item)).toBe(projection.rejections.get(user, item));
        }
        for (let n = training.events.newestOf(user); n >= 0; n = training.events.previous[n]) {
          expect(isHidden(user, training.events.items[n])).toBe(false);
        }
      }
      const hidden = new Set(
        Array.from(heldOut.users).flatMap((user, k) =>
          Array.from(heldOut.items[k], (item) => `${users.idOf(user)} ${items.idOf(item)}`),
        ),
      );
      expect(eventsOf(training)).toEqual(before.filter((event) => !hidden.has(event.replace(/ \d+$/, ''))));
      expect(eventsOf(projection)).toEqual(before);
    }),
    { numRuns: 25 },
  );
});

test('a rejection can be hidden as well', () => {
  const world = new SmallWorld().item('i0').item('i1');
  const projection = world.event('ann', 'i0', { kind: 'dislike' }).likes('ann', 'i1').projection();
  const training = withoutPairs(projection, { users: Int32Array.of(0), items: [Int32Array.of(0)] });
  expect(training.rejections.entryCount).toBe(0);
  expect(projection.rejections.entryCount).toBe(1);
  expect(eventsOf(training)).toEqual([expect.stringMatching(/^ann i1 /)]);
});
