import type { Random } from '../domain/random.js';
import type { SceneRecord } from '../domain/records.js';
import { oneOf } from './sample.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
/** The simulated half year; the last of these weeks is the one that the base time falls into. */
const WEEKS = 26;
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
/** 1 January 1970 was a Thursday, so the first Monday of the epoch is four days later. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

const PARTS_OF_DAY: ReadonlyMap<string, readonly [fromHour: number, toHour: number]> = new Map([
  ['early-morning', [5, 8]],
  ['morning', [8, 12]],
  ['noon', [11, 14]],
  ['afternoon', [12, 17]],
  ['evening', [17, 22]],
  ['night', [22, 25]],
]);
const ANY_TIME = [7, 23] as const;

/**
 * A moment that the scene's weekdays and times of day allow, in milliseconds after the beginning of the half year.
 * It knows nothing of the base time: the same draws give the same week whenever the demo world is made.
 */
export function drawMoment(scene: SceneRecord, random: Random): number {
  const weekdays = scene.weekdays.map((name) => WEEKDAYS.indexOf(name)).filter((day) => day !== -1);
  const parts = scene.timesOfDay.flatMap((name) => {
    const part = PARTS_OF_DAY.get(name);
    return part === undefined ? [] : [part];
  });
  const week = Math.floor(random() * WEEKS);
  const weekday = oneOf(weekdays.length > 0 ? weekdays : [...WEEKDAYS.keys()], random);
  const [fromHour, toHour] = oneOf(parts.length > 0 ? parts : [ANY_TIME], random);
  return week * WEEK_MS + weekday * DAY_MS + Math.floor((fromHour + random() * (toHour - fromHour)) * HOUR_MS);
}

/** The epoch milliseconds of a drawn moment; what would lie after the base time happened half a year earlier. */
export function placeMoment(momentMs: number, baseMs: number): number {
  const mondayMs = FIRST_MONDAY_MS + Math.floor((baseMs - FIRST_MONDAY_MS) / WEEK_MS) * WEEK_MS;
  const atMs = mondayMs - (WEEKS - 1) * WEEK_MS + momentMs;
  return atMs <= baseMs ? atMs : atMs - WEEKS * WEEK_MS;
}
