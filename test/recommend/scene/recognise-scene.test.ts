import fc from 'fast-check';
import type { Situation } from '../../../src/domain/situation.js';
import { SceneRecogniser } from '../../../src/recommend/scene/scene-recogniser.js';
import { sceneOf, situationOf } from './scenes-for-tests.js';

const SCENES = [
  sceneOf('commute', {
    label: 'Commute',
    labelZh: '通勤',
    timesOfDay: ['early-morning', 'morning', 'evening'],
    weekdays: ['weekday'],
    devices: ['phone', 'car'],
    places: ['train', 'bus'],
    phrases: ['on the way to work', '上班路上', 'commuting'],
  }),
  sceneOf('bedtime', {
    label: 'Bedtime',
    labelZh: '睡前',
    timesOfDay: ['night'],
    devices: ['phone', 'speaker'],
    places: ['bedroom'],
    phrases: ['falling asleep', '睡觉'],
  }),
  sceneOf('workout', { label: 'Workout', labelZh: '健身', places: ['gym'], phrases: ['running', 'gym', '跑步'] }),
];
const recogniser = new SceneRecogniser();
const recognised = (fields: Partial<Situation>, scenes = SCENES) =>
  recogniser.recognise(situationOf(fields), scenes).recognised;

test.each([
  [{ activity: 'I am commuting by tram' }, 'commute'],
  [{ activity: 'on my way to work, still on the train' }, 'commute'],
  [{ activity: 'on the way to work' }, 'commute'],
  [{ activity: '我在上班路上' }, 'commute'],
  [{ activity: '去跑步' }, 'workout'],
  [{ activity: 'about to fall asleep', localTime: '23:30' }, 'bedtime'],
  [{ place: 'GYM' }, 'workout'],
  [{ place: '健身房' }, 'workout'],
  [{ localTime: '07:45', device: 'phone', weekday: 'monday' }, 'commute'],
  [{ localTime: '07:45', device: '手机', weekday: '周一', place: 'subway' }, 'commute'],
  [{ localTime: '02:00', device: 'phone', place: 'bedroom' }, 'bedtime'],
  [{ recentActions: ['started a run'] }, 'workout'],
])('%j is taken for %s', (fields, expected) => {
  expect(recognised(fields)?.sceneId ?? null).toBe(expected);
});

test.each([
  [{}],
  [{ device: 'phone' }],
  [{ weekday: 'monday' }],
  [{ activity: 'repairing a bicycle' }],
  [{ localTime: '25:99' }],
  [{ place: '', activity: '' }],
  [{ activity: '!!! ??? 🙂' }],
  [{ recentActions: ['opened the weather'] }],
])('%j stays unknown', (fields) => {
  expect(recognised(fields)).toBeNull();
});

test.each(['doing deadlifts', 'half marathon training', '在做俯卧撑', 'just finished my spin class'])(
  '"%s" has no word of any phrase, and yet is the scene that is about the same',
  (activity) => {
    expect(recognised({ activity })?.sceneId).toBe('workout');
  },
);

test('words that belong to a longer term do not speak for what they mean alone', () => {
  const scenes = [sceneOf('work', { phrases: ['work'] }), sceneOf('rest', { phrases: ['relaxing'] })];
  expect(recognised({ activity: 'work' }, scenes)?.sceneId).toBe('work');
  expect(recognised({ activity: 'after work' }, scenes)?.sceneId).toBe('rest');
});

test('what a text denies does not speak for a scene', () => {
  expect(recognised({ activity: 'at the gym' })?.sceneId).toBe('workout');
  expect(recognised({ activity: 'not at the gym' })).toBeNull();
});

test('evidence names what spoke for the scene, the strongest first, and more of it gives more confidence', () => {
  const little = recognised({ localTime: '07:45', device: 'phone', weekday: 'monday' });
  const much = recognised({ localTime: '07:45', device: 'phone', weekday: 'monday', place: 'train' });
  expect(new Set(much?.evidence)).toEqual(
    new Set(['place: train', 'time: early-morning', 'device: phone', 'weekday: monday']),
  );
  expect(much?.evidence[0]).toBe('place: train');
  expect(much?.confidence).toBeGreaterThan(little?.confidence ?? 1);
  expect(recognised({ activity: 'some deadlifts' })?.evidence).toEqual(['activity: deadlifts']);
});

test('a scene that may be meant as well is an alternative', () => {
  const found = recognised({ activity: 'on the bus to the gym' });
  expect(found?.sceneId).toBe('workout');
  expect(found?.alternatives.map(({ sceneId }) => sceneId)).toContain('commute');
});

test('of two scenes that fit alike, the one that is at home on more days is taken', () => {
  const fields = { timesOfDay: ['evening'], devices: ['tv'], places: ['home'] };
  const scenes = [
    sceneOf('family', { ...fields, weekdays: ['weekend'] }),
    sceneOf('relax', { ...fields, weekdays: ['weekday', 'weekend'] }),
  ];
  const evening = { localTime: '21:30', device: 'tv', place: 'home' };
  expect(recognised(evening, scenes)?.sceneId).toBe('relax');
  expect(recognised(evening, [...scenes].reverse())?.sceneId).toBe('relax');
});

test('a scene that is new, changed or gone counts at once', () => {
  const yoga = sceneOf('yoga', { label: 'Yoga', phrases: ['on the mat', '瑜伽'] });
  expect(recognised({ activity: 'on my mat' })).toBeNull();
  expect(recognised({ activity: 'on my mat' }, [...SCENES, yoga])?.sceneId).toBe('yoga');
  expect(recognised({ activity: 'on my mat' }, [...SCENES, { ...yoga, label: 'X', phrases: ['nothing'] }])).toBeNull();
  expect(recognised({ activity: 'on my mat' }, [])).toBeNull();
});

test('whatever a client sends, confidences are shares of 1, and a long text takes no time', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('gym', '睡觉', 'on the bus'));
  const part = fc.option(text, { nil: null });
  fc.assert(
    fc.property(
      fc.record({
        localTime: part,
        weekday: part,
        device: part,
        place: part,
        activity: part,
        recentActions: fc.array(text, { maxLength: 3 }),
      }),
      (situation) => {
        const { recognised: found, unknown } = recogniser.recognise(situation, SCENES);
        expect(unknown).toBeGreaterThanOrEqual(0);
        if (found === null) return;
        const sum = [found, ...found.alternatives].reduce((total, { confidence }) => total + confidence, unknown);
        expect(found.confidence).toBeGreaterThan(unknown);
        expect(sum).toBeLessThanOrEqual(1 + 1e-9);
      },
    ),
  );
  const start = performance.now();
  recognised({ activity: 'running 跑步 '.repeat(400_000) });
  expect(performance.now() - start).toBeLessThan(500);
});
