import { rankingQueries, toHeldOutEvents } from '../../../src/cli/evaluation/evaluation-queries.js';
import { event } from '../../graph/graph-records.js';
import { SmallWorld } from '../../recommend/small-world.js';

test('rows without a situation are one query a user and scene', () => {
  const rows = [
    event({ itemId: 'i1' }),
    event({ itemId: 'i2' }),
    event({ itemId: 'i2' }),
    event({ itemId: 'i3', sceneId: 'commute' }),
  ];
  expect(rankingQueries(rows, [event({ itemId: 'i9' })], ['i8'])).toEqual([
    {
      domain: null,
      userId: 'u1',
      sceneId: null,
      context: {},
      excludedItemIds: ['i9', 'i8'],
      relevantItemIds: ['i1', 'i2'],
    },
    {
      domain: null,
      userId: 'u1',
      sceneId: 'commute',
      context: {},
      excludedItemIds: ['i9', 'i8'],
      relevantItemIds: ['i3'],
    },
  ]);
});

test('every row that tells its situation is a query for the one item, and equal situations follow each other', () => {
  const noon = { daytime: 'noon', weather: 'sunny' };
  const rows = [
    event({ itemId: 'i1', context: noon }),
    event({ itemId: 'i2', context: { daytime: 'night' } }),
    event({ itemId: 'i3', context: { weather: 'sunny', daytime: 'noon' } }),
  ];
  const queries = rankingQueries(rows, [], []);
  expect(queries.map(({ relevantItemIds }) => relevantItemIds)).toEqual([['i1'], ['i3'], ['i2']]);
  expect(queries[0].context).toEqual(noon);
});

test('events of a validation file keep their scene and situation, also one that no training event has', () => {
  const world = new SmallWorld().item('i0').item('i1').scene('commute');
  const projection = world.event('u1', 'i0', { context: { weather: 'sunny' } }).projection();
  const heldOut = toHeldOutEvents(projection, [
    event({ itemId: 'i1', sceneId: 'commute', context: { weather: 'sunny' } }),
    event({ itemId: 'i0', context: { weather: 'snowy' } }),
    event({ itemId: 'i0' }),
    event({ itemId: 'unknown' }),
    event({ userId: 'unknown', itemId: 'i0' }),
  ]);
  expect(heldOut).toEqual({
    users: Int32Array.of(0),
    items: [Int32Array.of(1, 0, 0)],
    scenes: [Int32Array.of(0, -1, -1)],
    situations: [Int32Array.of(0, 1, -1)],
  });
});
