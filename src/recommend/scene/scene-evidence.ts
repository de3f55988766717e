import type { Situation } from '../../domain/situation.js';
import { normalise } from '../../models/text/tokens.js';
import { deviceName } from './device-name.js';
import { daysNamed, momentSaid } from './moment.js';
import type { SceneProfile } from './scene-profile.js';
import type { SceneSet } from './scene-set.js';
import { readSituationText, type SituationReading } from './situation-reading.js';
import { MOST_CHARACTERS } from './situation-tokens.js';
import { TIMES_OF_DAY, timesOfDayOf } from './time-of-day.js';

/** The kinds of evidence, in the order of the numbers that they give. */
export const EVIDENCE_KINDS = [
  'phrase',
  'topic',
  'topicShare',
  'likeness',
  'words',
  'place',
  'placeTopic',
  'placeMiss',
  'device',
  'deviceMiss',
  'time',
  'timeMiss',
  'weekday',
  'weekdayMiss',
  'momentFit',
  'timeSaid',
  'timeSaidMiss',
  'recent',
  'encoder',
] as const;

/** What speaks for there being no scene at all. */
export const UNKNOWN_KINDS = ['always', 'text', 'unexplained', 'signals'] as const;

export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];
export type UnknownKind = (typeof UNKNOWN_KINDS)[number];

/** What each kind of evidence says for one scene, and in which words. */
export interface SceneEvidence {
  readonly values: Readonly<Record<EvidenceKind, number>>;
  readonly words: Readonly<Partial<Record<EvidenceKind, string>>>;
}

/** What a situation says for every scene and for none. */
export interface SituationEvidence {
  /** By scene number. */
  readonly scenes: readonly SceneEvidence[];
  readonly unknown: Readonly<Record<UnknownKind, number>>;
}

const HOURS_A_DAY = 24;
const DAYS_A_WEEK = 7;
/** More topics than this say no more. */
const MOST_TOPICS = 1.5;

/** Weighs a situation against scenes; `encoderLikeness` is by scene number, 0 where nothing is known. */
export function gatherEvidence(
  situation: Situation,
  set: SceneSet,
  encoderLikeness: ArrayLike<number> | null,
): SituationEvidence {
  const { localTime, weekday, device, place, recentActions } = situation;
  const activity = situation.activity?.slice(0, MOST_CHARACTERS) ?? null;
  const read = (text: string | null): SituationReading => readSituationText(text ?? '', set.lexicon, set.phrases);
  const spoken = read(activity);
  const located = read(place);
  const acted = recentActions.map(read);
  const topics = topicsOf(spoken, set);
  const placeTopics = topicsOf(located, set);
  const actionTopics = acted.map((reading) => topicsOf(reading, set));
  const likeness = set.likeness.compare(activity ?? '', set.size);
  const times = localTime === null ? [] : timesOfDayOf(localTime);
  const days = weekday === null ? [] : daysNamed(weekday);
  const said = momentSaid(activity ?? '');
  const usedDevice = device === null || device.trim() === '' ? null : deviceName(device);
  const givenPlace = place === null || place.trim() === '' ? null : normalise(place.trim());

  const momentFits = set.profiles.map((profile) => fitsMoment(profile, times, days, usedDevice));
  const fittingScenes = momentFits.filter(Boolean).length;

  const scenes = set.profiles.map((profile, scene): SceneEvidence => {
    const words: Partial<Record<EvidenceKind, string>> = {};
    const phrase = spoken.phrases.get(scene);
    if (phrase !== undefined) words.phrase = phrase.words;
    const topic = topics.byScene[scene];
    if (topic.words !== null) words.topic = topic.words;
    const isNamedPlace = givenPlace !== null && profile.places.has(givenPlace);
    const placeTopic = Math.max(located.phrases.get(scene)?.weight ?? 0, placeTopics.byScene[scene].value);
    if (isNamedPlace) words.place = givenPlace;
    else if (givenPlace !== null && placeTopic > 0) words.placeTopic = givenPlace;
    const isDevice = usedDevice !== null && profile.devices.has(usedDevice);
    if (isDevice) words.device = usedDevice;
    const time = timesMatch(profile, times);
    if (time > 0) words.time = times.find((name) => profile.timesOfDay.has(name)) ?? '';
    const day = daysMatch(profile, days);
    if (day > 0 && weekday !== null) words.weekday = weekday;
    const saysTime = localTime === null ? timesMatch(profile, [...said.times]) : 0;
    const saysDay = weekday === null ? daysMatch(profile, [...said.days]) : 0;
    const recent = recentEvidence(acted, actionTopics, scene);
    if (recent.words !== null) words.recent = recent.words;
    if (likeness.best[scene] > 0) words.likeness = activity ?? '';
    return {
      words,
      values: {
        phrase: phrase?.weight ?? 0,
        topic: topic.value,
        topicShare: topics.total === 0 ? 0 : (topic.value / topics.total) * Math.min(1, topics.total),
        likeness: likeness.best[scene],
        words: likeness.shares[scene],
        place: isNamedPlace
          ? rarity(
              countWith(set, (other) => other.places.has(givenPlace)),
              set.size,
            )
          : 0,
        placeTopic,
        placeMiss: givenPlace !== null && profile.places.size > 0 && !isNamedPlace ? 1 - placeTopic : 0,
        device: isDevice ? Math.log((1 + set.devices.size) / (1 + profile.devices.size)) : 0,
        deviceMiss: usedDevice !== null && profile.devices.size > 0 && !isDevice ? 1 : 0,
        time: Math.max(0, time),
        timeMiss: time < 0 ? 1 : 0,
        weekday: Math.max(0, day),
        weekdayMiss: day < 0 ? 1 : 0,
        momentFit: momentFits[scene] ? Math.log((1 + set.size) / fittingScenes) : 0,
        timeSaid: Math.max(0, saysTime) + Math.max(0, saysDay),
        timeSaidMiss: (saysTime < 0 ? 1 : 0) + (saysDay < 0 ? 1 : 0),
        recent: recent.value,
        encoder: encoderLikeness?.[scene] ?? 0,
      },
    };
  });
  return {
    scenes,
    unknown: {
      always: 1,
      text: activity === null || activity.trim() === '' ? 0 : 1,
      unexplained: topics.unexplained,
      signals: (givenPlace === null ? 0 : 1) + (recentActions.length > 0 ? 1 : 0),
    },
  };
}

interface Topics {
  readonly byScene: readonly { readonly value: number; readonly words: string | null }[];
  readonly total: number;
  /** How much the text is about what no scene is about, at most 1. */
  readonly unexplained: number;
}

function topicsOf({ groups }: SituationReading, set: SceneSet): Topics {
  const explained = new Map<string, number>();
  for (const [group, { words, weight }] of groups) {
    explained.set(words, Math.max(explained.get(words) ?? 0, Math.sqrt(weight) * set.coverageOf(group)));
  }
  const unexplained = explained.size === 0 ? 0 : Math.max(...[...explained.values()].map((share) => 1 - share));
  const byScene = set.profiles.map((_, scene) => {
    let value = 0;
    let strongest = 0;
    let words: string | null = null;
    for (const [group, mention] of groups) {
      const part = mention.weight * set.shareOf(group, scene);
      value += part;
      if (part <= strongest) continue;
      strongest = part;
      words = mention.words;
    }
    return { value: Math.min(MOST_TOPICS, value), words };
  });
  return { byScene, total: byScene.reduce((sum, { value }) => sum + value, 0), unexplained };
}

/** The newest action says most; each older one half of the one after it. */
function recentEvidence(
  readings: readonly SituationReading[],
  topics: readonly Topics[],
  scene: number,
): { readonly value: number; readonly words: string | null } {
  let value = 0;
  let words: string | null = null;
  let weight = 1;
  for (const [n, { phrases }] of readings.entries()) {
    const phrase = phrases.get(scene);
    const topic = topics[n].byScene[scene];
    value += weight * Math.max(phrase?.weight ?? 0, topic.value);
    words ??= phrase?.words ?? topic.words;
    weight /= 2;
  }
  return { value, words };
}

/** log p(time | scene) / p(time) when a scene's hours are alike: above 0 for a match, -1 for a miss, 0 for not known. */
function timesMatch({ timesOfDay }: SceneProfile, times: readonly string[]): number {
  if (times.length === 0 || timesOfDay.size === 0) return 0;
  if (!times.some((name) => timesOfDay.has(name))) return -1;
  return Math.log((1 + HOURS_A_DAY) / hoursOf(timesOfDay));
}

function daysMatch({ days }: SceneProfile, given: readonly number[]): number {
  if (given.length === 0 || days.size === 0) return 0;
  return given.some((day) => days.has(day)) ? Math.log((1 + DAYS_A_WEEK) / days.size) : -1;
}

/** True when time and device are known, and they and the day if known are the scene's: together they say more than each. */
function fitsMoment(
  profile: SceneProfile,
  times: readonly string[],
  days: readonly number[],
  device: string | null,
): boolean {
  return (
    device !== null &&
    profile.devices.has(device) &&
    timesMatch(profile, times) > 0 &&
    (days.length === 0 || daysMatch(profile, days) > 0)
  );
}

function hoursOf(names: ReadonlySet<string>): number {
  const hours = new Set<number>();
  for (const name of names) {
    const part = TIMES_OF_DAY[name];
    if (part === undefined) continue;
    for (let hour = part.fromHour; hour !== part.toHour; hour = (hour + 1) % HOURS_A_DAY) hours.add(hour);
  }
  return Math.max(1, hours.size);
}

/** log of how few scenes have something. */
function rarity(count: number, scenes: number): number {
  return Math.log((1 + scenes) / Math.max(1, count));
}

function countWith(set: SceneSet, has: (profile: SceneProfile) => boolean): number {
  let count = 0;
  for (const profile of set.profiles) if (has(profile)) count++;
  return count;
}
