import { heldOutQuestions } from '../../../src/recommend/fitting/held-out-questions.js';
import { holdOut } from '../../../src/recommend/fitting/hold-out-events.js';
import { withoutSituations } from '../../../src/recommend/fitting/without-situations.js';
import { SmallWorld } from '../small-world.js';

/** Users who take the same two items again and again, and a new one now and then; each event has a situation. */
function repeating(users: number, days: number): SmallWorld {
  const world = new SmallWorld().scene('home');
  for (let n = 0; n < 10; n++) world.item(`i${n}`);
  for (let u = 0; u < users; u++) {
    for (let day = 0; day < days; day++) {
      const daytime = day % 2 === 0 ? 'morning' : 'evening';
      const item = day % 5 === 4 ? `i${2 + ((u + day) % 8)}` : `i${day % 2}`;
      world.event(`u${u}`, item, { kind: 'use', at: null, sceneId: 'home', context: { daytime } });
    }
  }
  return world;
}

test('where things are taken again, single events are held out, each with its scene and situation', () => {
  const projection = repeating(3, 20).projection();
  const { training, heldOut } = holdOut(projection, 0.1, 1);
  expect(heldOut.items.map((items) => items.length)).toEqual([2, 2, 2]);
  expect(training.events.length).toBe(projection.events.length - 6);
  for (const [k, user] of heldOut.users.entries()) {
    for (const [n, item] of heldOut.items[k].entries()) {
      const situation = projection.situations.textOf(heldOut.situations[k][n]);
      if (item === projection.items.indexOf('i0')) expect(situation).toBe('{"daytime":"morning"}');
      expect(heldOut.scenes[k][n]).toBe(0);
    }
    // The pairs are those of the events that are left.
    const left = new Set<number>();
    for (let event = training.events.newestOf(user); event >= 0; event = training.events.previous[event]) {
      left.add(training.events.items[event]);
    }
    expect(training.userItems.degree(user)).toBe(left.size);
    for (const item of left) expect(training.itemUsers.has(item, user)).toBe(true);
  }
  expect(projection.events.length).toBe(60);
});

test('where nothing is taken again, whole pairs are held out', () => {
  const world = new SmallWorld();
  for (let n = 0; n < 10; n++) world.item(`i${n}`);
  const projection = world.likes('ann', ...Array.from({ length: 10 }, (_, n) => `i${n}`)).projection();
  const { training, heldOut } = holdOut(projection, 0.2, 1);
  expect(heldOut.items[0]).toHaveLength(2);
  expect(heldOut.situations[0]).toEqual(Int32Array.of(-1, -1));
  for (const item of heldOut.items[0]) expect(training.userItems.has(0, item)).toBe(false);
});

test('held-out events ask once for everything and once for what is new, a user, scene and situation', () => {
  const projection = repeating(12, 25).projection();
  const { training, heldOut } = holdOut(projection, 0.2, 3);
  const questions = heldOutQuestions(training, heldOut);
  const withSeen = questions.filter(({ includesSeen }) => includesSeen);
  const asked = withSeen.map(({ user, scene, situation }) => `${user} ${scene} ${situation}`);
  expect(new Set(asked).size).toBe(asked.length);
  expect(withSeen.length).toBeGreaterThan(0);
  for (const { user, relevant, includesSeen } of questions) {
    if (includesSeen) continue;
    for (const item of relevant) expect(training.userItems.has(user, item)).toBe(false);
  }
  // Some users are asked without a situation, because some requests come without one.
  expect(withSeen.some(({ situation }) => situation < 0)).toBe(true);
  expect(withSeen.some(({ situation }) => situation >= 0)).toBe(true);
});

test('without situations every event is where it was, and tells neither scene nor situation', () => {
  const projection = repeating(2, 10).projection();
  const plain = withoutSituations(projection);
  const { length } = projection.events;
  expect(plain.events.length).toBe(length);
  expect(plain.events.items.subarray(0, length)).toEqual(projection.events.items.subarray(0, length));
  expect(plain.events.scenes.subarray(0, length).every((scene) => scene === -1)).toBe(true);
  expect(plain.events.situations.subarray(0, length).every((situation) => situation === -1)).toBe(true);
  expect(projection.events.situations[0]).toBe(0);
});
