import type { SceneRecord } from '../../../src/domain/records.js';
import type { Situation } from '../../../src/domain/situation.js';
import { recogniseScene } from '../../../src/recommend/scene/recognise-scene.js';
import { timesOfDayOf } from '../../../src/recommend/scene/time-of-day.js';

const scene = (id: string, label: string, labelZh: string, fields: Partial<SceneRecord>): SceneRecord => ({
  id,
  label,
  labelZh,
  description: '',
  timesOfDay: [],
  weekdays: [],
  devices: [],
  places: [],
  phrases: [],
  ...fields,
});
const SCENES = [
  scene('commute', 'Commute', '通勤', {
    timesOfDay: ['early-morning', 'morning', 'evening'],
    weekdays: ['weekday'],
    devices: ['phone', 'car'],
    places: ['train', 'bus'],
    phrases: ['on the way to work', '上班路上', 'commuting'],
  }),
  scene('bedtime', 'Bedtime', '睡前', {
    timesOfDay: ['night'],
    devices: ['phone', 'speaker'],
    places: ['bedroom'],
    phrases: ['falling asleep', '睡觉'],
  }),
  scene('workout', 'Workout', '健身', { places: ['gym'], phrases: ['running', 'gym', '跑步'] }),
];
const situation = (fields: Partial<Situation>): Situation => ({
  localTime: null,
  weekday: null,
  device: null,
  place: null,
  activity: null,
  ...fields,
});
const recognised = (fields: Partial<Situation>) => recogniseScene(situation(fields), SCENES);

test.each([
  [{ activity: 'I am commuting by tram' }, 'commute'],
  [{ activity: 'on my way to work, still on the train' }, 'commute'],
  [{ activity: 'on the way to work' }, 'commute'],
  [{ activity: '我在上班路上' }, 'commute'],
  [{ activity: '去跑步' }, 'workout'],
  [{ activity: 'about to fall asleep', localTime: '23:30' }, 'bedtime'],
  [{ place: 'GYM' }, 'workout'],
  [{ localTime: '07:45', device: 'phone', weekday: 'monday' }, 'commute'],
  [{ localTime: '02:00', device: 'phone', place: 'bedroom' }, 'bedtime'],
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
])('%j stays unknown', (fields) => {
  expect(recognised(fields)).toBeNull();
});

test('evidence names what spoke for the scene, and more evidence gives more confidence', () => {
  const little = recognised({ localTime: '07:45', device: 'phone', place: 'moon' });
  const much = recognised({ localTime: '07:45', device: 'phone', place: 'train' });
  expect(much?.evidence).toEqual(['place: train', 'time: early-morning', 'device: phone']);
  expect(much?.confidence).toBeGreaterThan(little?.confidence ?? 0);
  expect(much?.confidence).toBeLessThanOrEqual(1);
});

test.each([
  ['05:00', ['early-morning']],
  ['11:30', ['morning', 'noon']],
  ['13:00', ['noon', 'afternoon']],
  ['22:00', ['night']],
  ['4:59', ['night']],
  ['24:00', []],
  ['noon', []],
])('%s belongs to %j', (time, expected) => {
  expect(timesOfDayOf(time)).toEqual(expected);
});

test('of two scenes that fit alike, the one that is at home on more days is taken', () => {
  const fields = { timesOfDay: ['evening'], devices: ['tv'], places: ['home'] };
  const scenes = [
    scene('family', 'Family time', '家庭时光', { ...fields, weekdays: ['weekend'] }),
    scene('relax', 'Relaxing', '放松', { ...fields, weekdays: ['weekday', 'weekend'] }),
  ];
  const evening = situation({ localTime: '21:30', device: 'tv', place: 'home' });
  expect(recogniseScene(evening, scenes)?.sceneId).toBe('relax');
});
