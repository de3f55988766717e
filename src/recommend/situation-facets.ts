import type { Situation } from '../domain/situation.js';
import type { SituationTable } from '../graph/projection/situation-table.js';
import { TIMES_OF_DAY, timesOfDayOf } from './scene/time-of-day.js';

const FREE_DAYS: ReadonlySet<string> = new Set(['saturday', 'sunday']);

/** The facets that the known parts of a situation also stand for, when the data has facets of these names. */
const FACETS_OF_PARTS: Readonly<Record<string, (situation: Situation) => readonly string[]>> = {
  daytime: timesOf,
  timeOfDay: timesOf,
  weekday: ({ weekday }) => (weekday === null ? [] : [weekday]),
  isweekend: weekPartOf,
  isWeekend: weekPartOf,
  device: ({ device }) => (device === null ? [] : [device]),
  place: ({ place }) => (place === null ? [] : [place]),
};

/**
 * The facets that a situation names, each with a value that the data has: its `context`, and for facets that are not
 * in it the known parts: `localTime` as daytime or timeOfDay, `weekday` as weekday and isweekend, `device`, `place`.
 */
export function situationFacets(situation: Situation | undefined, table: SituationTable): [string, string][] {
  if (situation === undefined) return [];
  const facets = new Map(Object.entries(situation.context ?? {}));
  for (const [name, valuesOf] of Object.entries(FACETS_OF_PARTS)) {
    const facet = table.facets.indexOf(name);
    if (facet < 0 || facets.has(name)) continue;
    const known = table.valuesOf(facet);
    const value = valuesOf(situation).find((candidate) => known.has(candidate));
    if (value !== undefined) facets.set(name, value);
  }
  return [...facets];
}

/** The parts of the day that a time belongs to, the shortest first: noon before afternoon. */
function timesOf({ localTime }: Situation): string[] {
  return timesOfDayOf(localTime ?? '').sort((a, b) => hoursOf(a) - hoursOf(b));
}

function hoursOf(time: string): number {
  const { fromHour, toHour } = TIMES_OF_DAY[time];
  return (toHour - fromHour + 24) % 24;
}

/** Data say "weekend" and "workday", "weekday" or true and false. */
function weekPartOf({ weekday }: Situation): string[] {
  if (weekday === null) return [];
  return FREE_DAYS.has(weekday) ? ['weekend', 'true', '1'] : ['workday', 'weekday', 'false', '0'];
}
