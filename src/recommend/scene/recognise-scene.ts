import type { SceneRecord } from '../../domain/records.js';
import type { RecognisedScene, Situation } from '../../domain/situation.js';
import { normalise, wordsOf } from '../../models/text/tokens.js';
import { timesOfDayOf } from './time-of-day.js';

/** What each kind of evidence is worth: words about the activity say most, the time of day alone says little. */
const PHRASE_WEIGHT = 4;
const PLACE_WEIGHT = 3;
const DEVICE_WEIGHT = 1;
const TIME_WEIGHT = 1.5;
const WEEKDAY_WEIGHT = 0.5;
/** A known part of the situation that the scene does not name speaks against it. */
const MISMATCH = -0.5;
/** With less evidence than this the scene stays unknown: one weak hint such as the device is none. */
const LEAST_EVIDENCE = 1.5;

interface Judged {
  readonly scene: SceneRecord;
  readonly score: number;
  readonly evidence: readonly string[];
}

/**
 * Takes a situation for one of the scenes by rules over what the scenes list; null when too little speaks for any.
 * Confidence is the share of the possible evidence that was there, less when a second scene fits nearly as well.
 */
export function recogniseScene(situation: Situation, scenes: readonly SceneRecord[]): RecognisedScene | null {
  const judged = scenes
    .map((scene) => judge(situation, scene))
    .filter(({ score }) => score >= LEAST_EVIDENCE)
    .sort((a, b) => b.score - a.score || daysOf(b.scene) - daysOf(a.scene) || (a.scene.id < b.scene.id ? -1 : 1));
  const [best, second] = judged;
  if (best === undefined) return null;
  const certainty = best.score / possibleScore(situation);
  const lead = second === undefined ? 1 : 1 - 0.5 * (second.score / best.score);
  return { sceneId: best.scene.id, confidence: Math.min(1, certainty) * lead, evidence: best.evidence };
}

function judge(situation: Situation, scene: SceneRecord): Judged {
  const evidence: string[] = [];
  let score = 0;
  const weigh = (
    name: string,
    value: string | null,
    listed: readonly string[],
    given: string[],
    weight: number,
  ): void => {
    if (value === null || given.length === 0 || listed.length === 0) return;
    const match = listed.find((entry) => given.includes(normalise(entry.trim())));
    if (match === undefined) score += MISMATCH;
    else {
      score += weight;
      evidence.push(`${name}: ${match}`);
    }
  };
  const { localTime, weekday, device, place, activity } = situation;
  const phrase = activity === null ? undefined : matchingPhrase(activity, scene);
  if (phrase !== undefined) {
    score += PHRASE_WEIGHT;
    evidence.push(`activity: ${phrase}`);
  }
  weigh('place', place, scene.places, single(place), PLACE_WEIGHT);
  weigh('time', localTime, scene.timesOfDay, localTime === null ? [] : timesOfDayOf(localTime), TIME_WEIGHT);
  weigh('device', device, scene.devices, single(device), DEVICE_WEIGHT);
  weigh('weekday', weekday, scene.weekdays, weekdayNames(weekday), WEEKDAY_WEIGHT);
  return { scene, score, evidence };
}

/** On how many days of the week the scene is at home: of two that fit alike, the one of more days is likelier. */
function daysOf({ weekdays }: SceneRecord): number {
  if (weekdays.length === 0) return 7;
  return weekdays.reduce(
    (days, name) => days + (name.startsWith('weekday') ? 5 : name.startsWith('weekend') ? 2 : 1),
    0,
  );
}

/** The first phrase of the scene, its label included, whose words all occur in the activity. */
function matchingPhrase(activity: string, scene: SceneRecord): string | undefined {
  const words = new Set(wordsOf(activity).map(stem));
  return [...scene.phrases, scene.label, scene.labelZh].find((phrase) => {
    const wanted = wordsOf(phrase).map(stem);
    return wanted.length > 0 && wanted.every((word) => words.has(word));
  });
}

/** Cuts the commonest English endings, so that "commuting" meets "commute" and "workouts" meets "workout". */
function stem(word: string): string {
  if (word.length < 5) return word;
  return word.replace(/(?:ing|ers|er|ed|es|s|e)$/, '');
}

function single(value: string | null): string[] {
  return value === null || value.trim() === '' ? [] : [normalise(value.trim())];
}

/** A weekday also matches a scene that lists weekdays or weekends as such. */
function weekdayNames(weekday: string | null): string[] {
  const [day] = single(weekday);
  if (day === undefined) return [];
  const isWeekend = day === 'saturday' || day === 'sunday';
  return [day, isWeekend ? 'weekend' : 'weekday', isWeekend ? 'weekends' : 'weekdays'];
}

function possibleScore({ localTime, weekday, device, place, activity }: Situation): number {
  return (
    (activity === null ? 0 : PHRASE_WEIGHT) +
    (place === null ? 0 : PLACE_WEIGHT) +
    (localTime === null ? 0 : TIME_WEIGHT) +
    (device === null ? 0 : DEVICE_WEIGHT) +
    (weekday === null ? 0 : WEEKDAY_WEIGHT)
  );
}
