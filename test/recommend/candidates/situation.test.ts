import { ActivityIndex } from '../../../src/recommend/candidates/activity-index.js';
import type { WalkContext } from '../../../src/recommend/candidates/candidate-channel.js';
import { CollaborativeChannel } from '../../../src/recommend/candidates/collaborative-channel.js';
import { RepeatChannel } from '../../../src/recommend/candidates/repeat-channel.js';
import { SceneChannel } from '../../../src/recommend/candidates/scene-channel.js';
import { SituationSignals } from '../../../src/recommend/candidates/situation-signals.js';
import { DEFAULT_WALK } from '../../../src/recommend/fitted-models.js';
import { userHistory } from '../../../src/recommend/history.js';
import { DEFAULT_SITUATION, type SituationSettings } from '../../../src/recommend/situation-settings.js';
import { NOW_MS, SmallWorld } from '../small-world.js';
import { stepExists } from '../step-exists.js';

/** Ann reads news in the morning and plays in the evening; the others play in the morning. */
function world(): SmallWorld {
  const small = new SmallWorld();
  for (const id of ['news', 'game', 'mail', 'radio']) small.item(id);
  const at = (daytime: string, weather = 'sunny') => ({ kind: 'use', context: { daytime, weather } });
  small
    .event('ann', 'news', at('morning'))
    .event('ann', 'news', at('morning', 'rainy'))
    .event('ann', 'mail', at('noon'));
  for (let n = 0; n < 5; n++) small.event('ann', 'game', at('evening'));
  for (const user of ['bob', 'cleo', 'dan']) {
    small.event(user, 'game', at('morning')).event(user, 'radio', at('evening')).event(user, 'news', at('evening'));
  }
  return small;
}

const projection = world().projection();
const settings: SituationSettings = {
  own: new Map([
    ['daytime', 2],
    ['weather', 0.5],
  ]),
  scene: 1,
  same: 0,
  people: new Map([['daytime', 1]]),
};
const item = (id: string) => projection.items.indexOf(id);

function contextOf(facets: Readonly<Record<string, string>>, fields: Partial<WalkContext> = {}): WalkContext {
  const user = projection.users.indexOf('ann');
  const situation = projection.situations.encode(Object.entries(facets));
  return { projection, user, history: userHistory(projection, user), scene: -1, situation, nowMs: NOW_MS, ...fields };
}

function signalsOf(given: SituationSettings = settings): SituationSignals {
  return new SituationSignals(given, new ActivityIndex(projection));
}

test('an own event counts less by every facet in which its situation differs', () => {
  const { own, ownCount } = signalsOf().of(contextOf({ daytime: 'morning', weather: 'sunny' }));
  expect(own.get(item('news'))?.matched).toBeCloseTo(1 + Math.exp(-0.5), 6);
  expect(own.get(item('mail'))?.matched).toBeCloseTo(Math.exp(-2), 6);
  expect(own.get(item('game'))?.matched).toBeCloseTo(5 * Math.exp(-2), 6);
  expect(ownCount).toBe(8);
});

test('a facet that the request does not know says nothing', () => {
  const { own } = signalsOf().of(contextOf({ weather: 'sunny' }));
  expect(own.get(item('game'))?.matched).toBeCloseTo(5, 6);
  expect(own.get(item('news'))?.matched).toBeCloseTo(1 + Math.exp(-0.5), 6);
});

test('what was done in the very same situation counts by a weight of its own', () => {
  const { own } = signalsOf({ ...settings, same: 3 }).of(contextOf({ daytime: 'morning', weather: 'sunny' }));
  expect(own.get(item('news'))?.matched).toBeCloseTo(Math.exp(-3) + Math.exp(-0.5), 6);
  expect(own.get(item('news'))?.same).toBe(1);
});

test('people take an item more often in a situation when its odds are above 0', () => {
  const { odds } = signalsOf().of(contextOf({ daytime: 'evening' }));
  expect(odds?.[item('radio')]).toBeGreaterThan(0);
  expect(odds?.[item('mail')]).toBeLessThan(0);
  expect(signalsOf().of(contextOf({})).odds).toBeNull();
});

test('what the user has had is a channel where the request allows it, in the order of the situation', () => {
  const channel = new RepeatChannel(signalsOf());
  const scoresIn = (context: WalkContext) => {
    const scores = new Float32Array(projection.items.size);
    channel.score(context, scores);
    return scores;
  };
  const evening = scoresIn(contextOf({ daytime: 'evening' }, { includesSeen: true }));
  const morning = scoresIn(contextOf({ daytime: 'morning' }, { includesSeen: true }));
  expect(evening[item('game')]).toBeGreaterThan(evening[item('news')]);
  expect(morning[item('news')]).toBeGreaterThan(morning[item('game')]);
  expect(morning[item('radio')]).toBe(0);
  const context = contextOf({ daytime: 'evening' });
  expect(scoresIn(context).every((score) => score === 0)).toBe(true);
  expect(channel.paths(context, item('game'))).toEqual([]);
});

describe('the scene channel with facets of a situation', () => {
  const channelOf = (given: SituationSettings) => {
    const activity = new ActivityIndex(projection);
    return new SceneChannel(
      new CollaborativeChannel(null, DEFAULT_WALK),
      activity,
      new SituationSignals(given, activity),
    );
  };

  test('says nothing when no facet that counts is known', () => {
    const scores = new Float32Array(projection.items.size);
    channelOf(settings).score(contextOf({}), scores);
    channelOf(DEFAULT_SITUATION).score(contextOf({ daytime: 'evening' }), scores);
    expect(scores.every((score) => score === 0)).toBe(true);
  });

  test('walks true paths whose parts add up to no more than the score', () => {
    const channel = channelOf(settings);
    const context = contextOf({ daytime: 'evening' });
    const scores = new Float32Array(projection.items.size);
    channel.score(context, scores);
    for (const id of ['news', 'game', 'mail', 'radio']) {
      const paths = channel.paths(context, item(id), 10);
      expect(paths.length).toBeGreaterThan(0);
      expect(paths.reduce((sum, { part }) => sum + part, 0)).toBeLessThanOrEqual(scores[item(id)] * 1.0001);
      for (const { steps } of paths) for (const step of steps) expect(stepExists(context, step)).toBe(true);
    }
  });
});

test('a new event counts in the next request', () => {
  const small = world();
  const before = new SituationSignals(settings, new ActivityIndex(projection)).of(contextOf({ daytime: 'noon' }));
  small.event('ann', 'radio', { kind: 'use', context: { daytime: 'noon', weather: 'sunny' } });
  const after = small.projection();
  const user = after.users.indexOf('ann');
  const situation = after.situations.encode([['daytime', 'noon']]);
  const context = { projection: after, user, history: userHistory(after, user), scene: -1, situation, nowMs: NOW_MS };
  const { own } = new SituationSignals(settings, new ActivityIndex(after)).of(context);
  expect(before.own.has(item('radio'))).toBe(false);
  expect(own.get(after.items.indexOf('radio'))?.matched).toBeCloseTo(1, 6);
});
