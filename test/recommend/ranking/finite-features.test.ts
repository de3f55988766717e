import { CHANNEL_NAMES } from '../../../src/domain/explanation.js';
import { ActivityIndex } from '../../../src/recommend/candidates/activity-index.js';
import { SituationSignals } from '../../../src/recommend/candidates/situation-signals.js';
import { userHistory } from '../../../src/recommend/history.js';
import { buildFeatures } from '../../../src/recommend/ranking/features.js';
import type { SituationSettings } from '../../../src/recommend/situation-settings.js';
import { NOW_MS, SmallWorld } from '../small-world.js';

const WEATHER_COUNTS: SituationSettings = {
  own: new Map([['weather', 6]]),
  scene: 1,
  same: 0,
  people: new Map([['weather', 2]]),
};

test.each([
  ['liked once', ['like']],
  ['disliked before it was liked', ['dislike', 'like']],
  ['disliked more often than liked', ['dislike', 'dislike', 'dislike', 'like']],
])('the features of an item that was %s are finite in every situation', (_, kinds) => {
  const world = new SmallWorld().item('known').item('new').likes('bob', 'known', 'new');
  for (const [n, kind] of kinds.entries()) {
    world.event('ann', 'known', {
      kind,
      at: NOW_MS - 1_000 + n,
      context: { weather: n % 2 === 0 ? 'sunny' : 'rainy' },
    });
  }
  const projection = world.projection();
  const user = projection.users.indexOf('ann');
  const candidates = { items: Int32Array.of(0, 1), scores: new Float32Array(2 * CHANNEL_NAMES.length).fill(1) };
  for (const weather of ['sunny', 'rainy', 'unheard of']) {
    const situation = projection.situations.encode([['weather', weather]]);
    const history = userHistory(projection, user);
    const context = { projection, user, history, scene: -1, situation, includesSeen: true, nowMs: NOW_MS };
    const reach = new SituationSignals(WEATHER_COUNTS, new ActivityIndex(projection)).of(context);
    expect([...buildFeatures(context, candidates, reach)].filter((feature) => !Number.isFinite(feature))).toEqual([]);
  }
});
