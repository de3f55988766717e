import { chooseColdItems } from '../../../src/cli/evaluation/cold-items.js';
import { withoutPairs } from '../../../src/recommend/fitting/hold-out.js';
import { SmallWorld } from '../../recommend/small-world.js';

function world(ids: readonly string[]): SmallWorld {
  const small = new SmallWorld();
  for (const id of ids) small.item(id);
  return small;
}
const IDS = Array.from({ length: 1_000 }, (_, n) => `i${n}`);

test.each([1, 2, 3, 4])(
  'about the asked share of the items is chosen, however alike their ids are (seed %i)',
  (seed) => {
    const { items } = chooseColdItems(world(IDS).projection(), 0.1, seed);
    expect(items.size).toBeGreaterThan(70);
    expect(items.size).toBeLessThan(130);
    // Ids that follow each other are chosen independently.
    const neighbours = IDS.filter((id, n) => items.has(id) && items.has(IDS[n + 1] ?? ''));
    expect(neighbours.length).toBeLessThan(25);
  },
);

test('the choice depends on the seed and not on the order of the items', () => {
  const chosen = chooseColdItems(world(IDS).projection(), 0.2, 1).items;
  expect([...chooseColdItems(world(IDS.toReversed()).projection(), 0.2, 1).items].sort()).toEqual([...chosen].sort());
  expect(chooseColdItems(world(IDS).projection(), 0.2, 2).items).not.toEqual(chosen);
});

test('everything that users did with a cold item is hidden, what they disliked as well', () => {
  const small = world(IDS.slice(0, 40));
  for (let n = 0; n < 40; n++) small.event(`u${n % 7}`, `i${n}`, { kind: n % 3 === 0 ? 'dislike' : 'like' });
  const full = small.projection();
  const { items, pairs } = chooseColdItems(full, 0.4, 1);
  const training = withoutPairs(full, pairs);
  const left = Array.from({ length: training.events.length }, (_, n) => full.items.idOf(training.events.items[n]));
  expect(left.sort()).toEqual(
    IDS.slice(0, 40)
      .filter((id) => !items.has(id))
      .sort(),
  );
  expect(training.rejections.entryCount + training.userItems.entryCount).toBe(40 - items.size);
});
