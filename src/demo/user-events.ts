import type { Random } from '../domain/random.js';
import type { InteractionRecord, SceneRecord } from '../domain/records.js';
import type { Catalogue } from './catalogue.js';
import type { Circle } from './circles.js';
import type { Habits } from './habits.js';
import { oneOf, spread, weightedIndex } from './sample.js';
import { drawSession, isEnjoyed } from './session-events.js';
import type { Taste } from './taste.js';
import { drawMoment, placeMoment } from './week-grid.js';
import { WorkChoice } from './work-choice.js';

/** Everything that decides what one user does. */
export interface Actor {
  readonly id: string;
  readonly catalogue: Catalogue;
  readonly taste: Taste;
  readonly habits: Habits;
  readonly popularity: Float64Array;
  readonly circle: Circle;
  readonly baseMs: number;
  readonly random: Random;
}

const MEDIAN_SESSIONS = 26;
const MOST_SESSIONS = 140;
const BARELY_ACTIVE = 0.06;
/** How often the scene of an event is known. */
const SCENE_KNOWN = 0.85;

/** The events of one user, numbered in the order in which they were drawn. */
export function drawEvents(actor: Actor): InteractionRecord[] {
  const { id, catalogue, taste, habits, popularity, circle, baseMs, random } = actor;
  const choice = new WorkChoice(catalogue, taste, popularity, circle.talkedAbout);
  const events: InteractionRecord[] = [];
  for (const { scene, domains, momentMs } of drawSessions(catalogue, habits, random)) {
    const index = choice.next(weightedIndex(domains, random), scene.id, random);
    if (index === -1) continue;
    const { id: itemId, domain } = catalogue.works[index]!;
    const happened = drawSession(domain, taste.affinities[index]!, random);
    choice.note(index, isEnjoyed(happened));
    const sceneId = random() < SCENE_KNOWN ? scene.id : null;
    const context = contextOf(scene, random);
    const beginMs = placeMoment(momentMs, baseMs);
    for (const { kind, value, delayMs } of happened) {
      // What would end after the base time ends a little before it, so that nothing is left out or in the future.
      const at = beginMs + Math.min(delayMs, Math.floor(0.9 * (baseMs - beginMs)));
      const eventId = `${id}-${String(events.length + 1).padStart(4, '0')}`;
      events.push({ eventId, userId: id, itemId, kind, value, at, sceneId, context });
    }
  }
  return events;
}

function drawSessions(catalogue: Catalogue, habits: Habits, random: Random) {
  const count =
    random() < BARELY_ACTIVE
      ? 1
      : Math.max(3, Math.min(MOST_SESSIONS, Math.round(MEDIAN_SESSIONS * spread(0.6, random))));
  const sessions = Array.from({ length: count }, () => weightedIndex(habits.scenes, random)).flatMap((number) => {
    const scene = catalogue.scenes[number];
    if (scene === undefined) return [];
    return [{ scene, domains: habits.domainsByScene[number]!, momentMs: drawMoment(scene, random) }];
  });
  return sessions.sort((a, b) => a.momentMs - b.momentMs);
}

function contextOf(scene: SceneRecord, random: Random): Readonly<Record<string, string>> {
  const { devices, places } = scene;
  return {
    ...(devices.length === 0 ? {} : { device: oneOf(devices, random) }),
    ...(places.length === 0 ? {} : { place: oneOf(places, random) }),
  };
}
