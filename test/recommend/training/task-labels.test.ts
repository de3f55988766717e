import { taskLabels, tasksByItem } from '../../../src/recommend/training/task-labels.js';
import { NOW_MS, SmallWorld } from '../small-world.js';

const MINUTE_MS = 60_000;
const at = (minutes: number) => ({ at: NOW_MS + minutes * MINUTE_MS });

function tasksOf(world: SmallWorld) {
  const projection = world.projection();
  const tasks = tasksByItem(projection, projection.users.indexOf('ann'));
  return (item: string) => tasks.get(projection.items.indexOf(item));
}

test('a kind of event says whether an item was used, and a rating by how much it lies above the middle', () => {
  const of = tasksOf(
    new SmallWorld()
      .item('seen')
      .item('read')
      .item('loved')
      .item('fair')
      .item('poor')
      .event('ann', 'seen', { kind: 'view' })
      .event('ann', 'read', { kind: 'finish' })
      .event('ann', 'loved', { kind: 'rate', value: 5 })
      .event('ann', 'fair', { kind: 'rate', value: 4 })
      .event('ann', 'poor', { kind: 'rate', value: 1 }),
  );
  expect(of('seen')).toMatchObject({ click: 1, consume: 0, rating: 0 });
  expect(of('read')).toMatchObject({ click: 1, consume: 1, rating: 0 });
  expect(of('loved')).toMatchObject({ consume: 1, rating: 1 });
  expect(of('fair')?.rating).toBeCloseTo(0.5, 5);
  expect(of('poor')).toMatchObject({ consume: 1, rating: 0 });
});

test('the newest rating counts', () => {
  const of = tasksOf(
    new SmallWorld()
      .item('film')
      .event('ann', 'film', { kind: 'rate', value: 5, ...at(100) })
      .event('ann', 'film', { kind: 'rate', value: 3, ...at(200) }),
  );
  expect(of('film')?.rating).toBe(0);
});

test('a user dwells on an item until the next event, unless that comes half an hour later or has no time', () => {
  const of = tasksOf(
    new SmallWorld()
      .item('long')
      .item('short')
      .item('last')
      .item('undated')
      .event('ann', 'short', { kind: 'view', ...at(0) })
      .event('ann', 'long', { kind: 'view', ...at(1) })
      .event('ann', 'last', { kind: 'view', ...at(31) })
      .event('ann', 'undated', { kind: 'view', at: null }),
  );
  expect(of('long')?.dwell).toBeCloseTo(1, 5);
  expect(of('short')?.dwell).toBeCloseTo(Math.log(61) / Math.log(1801), 5);
  expect(of('last')?.dwell).toBe(0);
  expect(of('undated')?.dwell).toBe(0);
});

test('labels are of what was taken, row by row', () => {
  const tasks = new Map([
    [4, { click: 1, consume: 1, rating: 0.5, dwell: 0 }],
    [5, { click: 1, consume: 0, rating: 0, dwell: 0.2 }],
  ]);
  const labels = taskLabels(tasks, Int32Array.of(5, 6, 4), new Set([4, 6]));
  expect(labels.get('click')).toEqual(Float32Array.of(0, 0, 1));
  expect(labels.get('rating')).toEqual(Float32Array.of(0, 0, 0.5));
});
