import { seededRandom } from '../../../src/domain/random.js';
import { holdOut } from '../../../src/recommend/fitting/hold-out-events.js';
import { tuneSituation } from '../../../src/recommend/fitting/tune-situation.js';
import { DEFAULT_SITUATION } from '../../../src/recommend/situation-settings.js';
import { randomWorld, SmallWorld } from '../small-world.js';

const DAYTIMES = ['morning', 'noon', 'evening'];
const WEATHERS = ['sunny', 'rainy', 'snowy'];

/** Every user has an item for each time of the day and takes it then; the weather says nothing. */
function habits(): SmallWorld {
  const random = seededRandom(5);
  const pick = (count: number) => Math.floor(random() * count);
  const world = new SmallWorld();
  for (let n = 0; n < 12; n++) world.item(`i${n}`);
  for (let u = 0; u < 30; u++) {
    for (let n = 0; n < 40; n++) {
      const part = pick(3);
      const item = random() < 0.85 ? (u + 4 * part) % 12 : pick(12);
      const context = { daytime: DAYTIMES[part], weather: WEATHERS[pick(3)] };
      world.event(`u${u}`, `i${item}`, { kind: 'use', at: null, context });
    }
  }
  return world;
}

test('a facet that decides what is taken counts, and one that says nothing hardly does', () => {
  const { training, heldOut } = holdOut(habits().projection(), 0.1, 1);
  const { own } = tuneSituation(training, heldOut, { trials: 24, seed: 1 });
  expect(own.get('daytime')).toBeGreaterThan(1);
  expect(own.get('weather') ?? 0).toBeLessThan(0.5);
  expect(tuneSituation(training, heldOut, { trials: 24, seed: 1 }).own).toEqual(own);
});

test('without facets and scenes there is nothing to tune', () => {
  const { training, heldOut } = holdOut(new SmallWorld().item('i0').likes('ann', 'i0').projection(), 0.1, 1);
  expect(tuneSituation(training, heldOut, { trials: 24, seed: 1 })).toBe(DEFAULT_SITUATION);
});

test('scenes alone are tuned as a facet of their own', () => {
  const { training, heldOut } = holdOut(randomWorld(3).projection(), 0.3, 1);
  const { own, people, scene } = tuneSituation(training, heldOut, { trials: 8, seed: 1 });
  expect([own.size, people.size]).toEqual([0, 0]);
  expect(scene).toBeGreaterThanOrEqual(0);
});
