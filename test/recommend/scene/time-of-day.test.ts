import { daysNamed, momentSaid } from '../../../src/recommend/scene/moment.js';
import { timesOfDayOf } from '../../../src/recommend/scene/time-of-day.js';

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

test.each([
  ["it's 2 am and I am awake", ['night']],
  ['meeting at 7:30 pm', ['evening']],
  ['leaving at 18:05', ['evening']],
  ['明天早上要考试', ['early-morning', 'morning']],
  ['下午三点', ['afternoon']],
  ['晚上11点', ['evening', 'night']],
  ['12:30 pm', ['noon', 'afternoon']],
  ['12 am', ['night']],
  ['nothing about it', []],
])('"%s" speaks of %j', (text, expected) => {
  expect([...momentSaid(text).times]).toEqual(expected);
});

test.each([
  ['saturday', [5]],
  ['Weekend', [5, 6]],
  ['weekdays', [0, 1, 2, 3, 4]],
  ['周日', [6]],
  ['星期三', [2]],
  ['someday', []],
])('%s names the days %j', (name, expected) => {
  expect(daysNamed(name)).toEqual(expected);
});
