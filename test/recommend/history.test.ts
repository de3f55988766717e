import { userHistory, visitorHistory } from '../../src/recommend/history.js';
import { HOUR_MS, NOW_MS, SmallWorld } from './small-world.js';

test('a history holds the liked items with their strongest event, newest first, and the scene of the newest', () => {
  const projection = new SmallWorld()
    .scene('commute')
    .item('a')
    .item('b')
    .item('c')
    .event('ann', 'a', { kind: 'finish', at: NOW_MS - 5 * HOUR_MS })
    .event('ann', 'b', { kind: 'view', at: NOW_MS - 4 * HOUR_MS })
    .event('ann', 'a', { kind: 'view', at: NOW_MS - 3 * HOUR_MS, sceneId: 'commute' })
    .event('ann', 'c', { kind: 'like', at: NOW_MS - 2 * HOUR_MS })
    .event('ann', 'c', { kind: 'dislike', at: NOW_MS - HOUR_MS })
    .projection();
  const { length, items, strengths, times, scenes } = userHistory(projection, 0);
  expect(length).toBe(2);
  expect(Array.from(items, (item) => projection.items.idOf(item))).toEqual(['a', 'b']);
  expect(strengths[0]).toBe(1);
  expect(strengths[1]).toBeCloseTo(0.2);
  expect(Array.from(times)).toEqual([NOW_MS - 3 * HOUR_MS, NOW_MS - 4 * HOUR_MS]);
  expect(Array.from(scenes)).toEqual([0, -1]);
});

test('of a very long history the newest 400 items count', () => {
  const world = new SmallWorld();
  for (let n = 0; n < 450; n++) world.item(`i${n}`).event('ann', `i${n}`, { at: NOW_MS - n * HOUR_MS });
  const projection = world.projection();
  const { length, items } = userHistory(projection, 0);
  expect(length).toBe(400);
  expect(Math.max(...items)).toBe(399);
});

test('an unknown user has no history, and a visitor likes each item once', () => {
  const projection = new SmallWorld().item('a').projection();
  expect(userHistory(projection, -1).length).toBe(0);
  expect(Array.from(visitorHistory([3, 1, 3]).items)).toEqual([3, 1]);
});
