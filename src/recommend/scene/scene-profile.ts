import type { SceneRecord } from '../../domain/records.js';
import { normalise } from '../../models/text/tokens.js';
import type { ActivityLexicon } from './activity-lexicon.js';
import { deviceName } from './device-name.js';
import { daysNamed } from './moment.js';
import { situationTokens } from './situation-tokens.js';
import { longestMatches } from './term-trie.js';

/** What a scene is about, in the form in which situations are compared with it. */
export interface SceneProfile {
  readonly scene: SceneRecord;
  /** How strongly each group of the lexicon belongs to the scene, above 0. */
  readonly groups: ReadonlyMap<string, number>;
  readonly places: ReadonlySet<string>;
  readonly devices: ReadonlySet<string>;
  readonly timesOfDay: ReadonlySet<string>;
  /** 0 for Monday to 6 for Sunday; empty when the scene names none. */
  readonly days: ReadonlySet<number>;
}

/** What a mention counts: a scene is what it is called, its phrases say it in other words, the rest surrounds it. */
const LABEL_WEIGHT = 2;
const PHRASE_WEIGHT = 1;
const PLACE_WEIGHT = 0.6;
const DESCRIPTION_WEIGHT = 0.3;

/** Reads what a scene says of itself through a lexicon. */
export function sceneProfile(scene: SceneRecord, lexicon: ActivityLexicon): SceneProfile {
  const groups = new Map<string, number>();
  const add = (text: string, weight: number): void => {
    for (const { values } of longestMatches(lexicon.terms.matches(situationTokens(text).tokens))) {
      for (const group of values) {
        for (const [wider, share] of lexicon.groupsAround(group)) {
          groups.set(wider, (groups.get(wider) ?? 0) + weight * share);
        }
      }
    }
  };
  for (const label of [scene.label, scene.labelZh]) add(label, LABEL_WEIGHT);
  for (const phrase of scene.phrases) add(phrase, PHRASE_WEIGHT);
  for (const place of scene.places) add(place, PLACE_WEIGHT);
  add(scene.description, DESCRIPTION_WEIGHT);
  return {
    scene,
    groups,
    places: new Set(scene.places.map((place) => normalise(place.trim()))),
    devices: new Set(scene.devices.map(deviceName)),
    timesOfDay: new Set(scene.timesOfDay),
    days: new Set(scene.weekdays.flatMap(daysNamed)),
  };
}
