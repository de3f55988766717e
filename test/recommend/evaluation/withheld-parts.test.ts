import { withhold } from '../../../src/recommend/evaluation/withheld-parts.js';
import { fitTexts } from '../../../src/recommend/fitting/fit-channels.js';
import { entityRef, itemRef, SmallWorld, sceneRef, userRef } from '../small-world.js';

const world = new SmallWorld()
  .item('dune', { title: 'Dune', description: 'Sand and spice on a far planet' })
  .item('arrival', { title: 'Arrival', titleZh: '降临', description: 'Sand and words on a far shore' })
  .entity('villeneuve')
  .entity('scifi')
  .scene('evening')
  .relate(itemRef('dune'), 'DIRECTED_BY', entityRef('villeneuve'))
  .relate(itemRef('arrival'), 'DIRECTED_BY', entityRef('villeneuve'))
  .relate(itemRef('dune'), 'BASED_ON', itemRef('arrival'))
  .relate(itemRef('dune'), 'SUITS', sceneRef('evening'))
  .relate(userRef('ann'), 'PREFERS', entityRef('scifi'))
  .relate(userRef('ann'), 'FRIEND_OF', userRef('bob'))
  .event('ann', 'dune', { sceneId: 'evening' });

test('without knowledge no edge leads to an entity or between items; friends and scenes stay', () => {
  const full = world.projection();
  const left = withhold(full, ['knowledge']);
  expect([...left.layers.keys()].sort()).toEqual(['Item|SUITS|Scene', 'User|FRIEND_OF|User']);
  expect(left.itemFacts).toBe(full.itemFacts);
  expect(full.layers.size).toBe(5);
});

test('without texts nothing is alike in words, and the original keeps its own', () => {
  const full = world.projection();
  const left = withhold(full, ['text']);
  expect(fitTexts(full).targets.length).toBeGreaterThan(0);
  expect(fitTexts(left).targets.length).toBe(0);
  expect(left.layers.size).toBe(5);
  expect(full.itemFacts[0].title).toBe('Dune');
});

test('parts are withheld together', () => {
  const left = withhold(world.projection(), ['scene', 'knowledge', 'text']);
  expect(left.events.scenes[0]).toBe(-1);
  expect(left.itemFacts[0].title).toBe('');
  expect(left.layers.size).toBe(2);
});
