import { normalise } from '../../models/text/tokens.js';
import { timesOfDayOf } from './time-of-day.js';

/** Parts of the day and days of the week that a text or a signal names. */
export interface Moment {
  /** Names of parts of the day, such as "evening". */
  readonly times: ReadonlySet<string>;
  /** 0 for Monday to 6 for Sunday. */
  readonly days: ReadonlySet<number>;
}

const DAY_WORDS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map(
  (name) => new RegExp(`\\b${name}s?\\b`),
);
const WORKING_DAYS = [0, 1, 2, 3, 4];
const FREE_DAYS = [5, 6];
const CHINESE_DAY = /(?:周|星期|礼拜)([一二三四五六日天])/g;
const CHINESE_DAYS = '一二三四五六日';
const CLOCK = /\b(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)\b|\b(\d{1,2}):(\d{2})\b/g;
const CHINESE_CLOCK = /(凌晨|早上|上午|中午|下午|傍晚|晚上|半夜|深夜)?([一二两三四五六七八九十]{1,2}|\d{1,2})点/g;
const CHINESE_HOURS: Readonly<Record<string, number>> = Object.fromEntries(
  ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'].map((name, hour) => [name, hour]),
);

/** What words say of the part of the day; "night" alone is also the evening of a night out. */
const TIME_WORDS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\bmidnight\b|\bsmall hours\b|半夜|深夜|凌晨|午夜/, ['night']],
  [/\btonight\b|\bnight\b|今晚|晚上|夜里/, ['evening', 'night']],
  [/\bevening\b|傍晚/, ['evening']],
  [/\bafternoon\b|下午/, ['afternoon']],
  [/\bnoon\b|\blunch ?time\b|\blunch break\b|中午|午休/, ['noon']],
  [/\bearly morning\b|\bdawn\b|\bsunrise\b|清晨|大清早/, ['early-morning']],
  [/\bmorning\b|早上|早晨|上午/, ['early-morning', 'morning']],
];

/** The parts of the day and the days that a text speaks of. */
export function momentSaid(text: string): Moment {
  const said = normalise(text);
  const times = new Set<string>();
  for (const [pattern, names] of TIME_WORDS) {
    if (!pattern.test(said)) continue;
    for (const name of names) times.add(name);
    break;
  }
  for (const hour of hoursSaid(said)) for (const name of timesOfDayOf(hour)) times.add(name);
  return { times, days: daysSaid(said) };
}

/** The days that a name stands for: "saturday", "weekend", "weekdays", "周六"; none for other texts. */
export function daysNamed(name: string): number[] {
  return [...daysSaid(normalise(name.trim()))];
}

function daysSaid(said: string): Set<number> {
  const days = new Set<number>();
  for (const [day, words] of DAY_WORDS.entries()) if (words.test(said)) days.add(day);
  for (const [, character] of said.matchAll(CHINESE_DAY)) days.add(CHINESE_DAYS.indexOf(character.replace('天', '日')));
  if (/\bweekends?\b|周末/.test(said)) for (const day of FREE_DAYS) days.add(day);
  if (/\bweekdays?\b|\bworkdays?\b|工作日/.test(said)) for (const day of WORKING_DAYS) days.add(day);
  return days;
}

function* hoursSaid(said: string): Generator<string> {
  for (const [, hour, minute, half, hour24, minute24] of said.matchAll(CLOCK)) {
    if (half === undefined) yield `${hour24}:${minute24}`;
    else yield `${(Number(hour) % 12) + (half === 'pm' ? 12 : 0)}:${minute ?? '00'}`;
  }
  for (const [, part, name] of said.matchAll(CHINESE_CLOCK)) {
    const hour = CHINESE_HOURS[name.replace('两', '二')] ?? Number(name);
    // Without a part of the day "two o'clock" may be either half of it.
    if (part === undefined) continue;
    yield `${/下午|傍晚|晚上|中午/.test(part) && hour < 12 && hour > 0 ? hour + 12 : hour}:00`;
  }
}
