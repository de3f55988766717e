import { UNFITTED_MODELS } from '../../../src/recommend/fitted-models.js';
import { event } from '../../graph/graph-records.js';
import { SmallWorld } from '../small-world.js';
import { closeWorkers, startedWorkers, taskOf } from './threads.js';

afterEach(closeWorkers);

test('threads hear of the facets of an event, and the next request in a like situation knows them', async () => {
  const world = new SmallWorld().item('game').item('news').likes('ann', 'game', 'news');
  const { workers, projection } = await startedWorkers(world, { count: 1 });
  const situation = { own: new Map([['weather', 4]]), scene: 1, same: 0, people: new Map<string, number>() };
  await workers.replace({ projection, models: { ...UNFITTED_MODELS, situation }, ranker: null }, () => undefined);
  const firstIn = async (weather: string) => {
    const known = { localTime: null, weekday: null, device: null, place: null, activity: null, recentActions: [] };
    const scene = { type: 'situation', situation: { ...known, context: { weather } } } as const;
    return (await workers.recommend(taskOf('ann', { scene, includeSeen: true })))?.items[0].itemId;
  };
  const records = [
    event({ userId: 'ann', itemId: 'news', eventId: 'sunny', context: { weather: 'sunny' } }),
    event({ userId: 'ann', itemId: 'game', eventId: 'rainy', context: { weather: 'rainy' } }),
  ];
  workers.apply([{ type: 'interactions', records }]);
  expect([await firstIn('sunny'), await firstIn('rainy')]).toEqual(['news', 'game']);
});
