import type { SceneRecord } from '../../../src/domain/records.js';
import type { Situation } from '../../../src/domain/situation.js';

/** A scene of which only some fields are told. */
export function sceneOf(id: string, fields: Partial<SceneRecord> = {}): SceneRecord {
  return {
    id,
    label: id,
    labelZh: '',
    description: '',
    timesOfDay: [],
    weekdays: [],
    devices: [],
    places: [],
    phrases: [],
    ...fields,
  };
}

/** A situation of which only some parts are known. */
export function situationOf(fields: Partial<Situation> = {}): Situation {
  return { localTime: null, weekday: null, device: null, place: null, activity: null, recentActions: [], ...fields };
}
