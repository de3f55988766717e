import { INTERACTION_KINDS } from '../../domain/interaction-kinds.js';
import { TASK_NAMES, type TaskName } from '../../domain/objectives.js';
import type { Projection } from '../../graph/projection/projection.js';

const KIND_NAMES = Object.keys(INTERACTION_KINDS);
/** Kinds of events that say that the item was really used; one rates what one has used. */
const CONSUMING = new Set(['buy', 'use', 'play', 'read', 'watch', 'listen', 'finish', 'rate']);
/** The strength of the middle of the scale as events keep it; a rating counts by how far it lies above. */
const MIDDLE_RATING = Math.fround(0.6);
/** A user who does nothing else for so long has left (30 minutes, as in Yi et al. 2014, section 3). */
const SESSION_MS = 30 * 60_000;

/** By item, how much of each task happened with it, from 0 to 1. */
export type TasksByItem = ReadonlyMap<number, Readonly<Record<TaskName, number>>>;

/**
 * What became of a user's items: `click` 1 for all that the user came upon, `consume` 1 for what was really used,
 * `rating` how far the rating lies above the middle, `dwell` the logarithm of the time until the user did something
 * else, as a share of that of half an hour; 0 where nobody knows.
 */
export function tasksByItem({ events }: Projection, user: number): TasksByItem {
  const found = new Map<number, Record<TaskName, number>>();
  const own: number[] = [];
  for (let event = events.newestOf(user); event >= 0; event = events.previous[event]) own.push(event);
  own.reverse().sort((a, b) => events.times[a] - events.times[b]);
  for (const [place, event] of own.entries()) {
    const tasks = found.get(events.items[event]) ?? { click: 1, consume: 0, rating: 0, dwell: 0 };
    found.set(events.items[event], tasks);
    const kind = KIND_NAMES[events.kinds[event]] ?? '';
    if (CONSUMING.has(kind)) tasks.consume = 1;
    if (kind === 'rate') tasks.rating = ratingLabel(events.strengths[event]);
    if (place + 1 < own.length) {
      tasks.dwell = Math.max(tasks.dwell, dwellLabel(events.times[event], events.times[own[place + 1]]));
    }
  }
  return found;
}

/** The labels of a group's rows by task, for what the user took. */
export function taskLabels(
  tasks: TasksByItem,
  items: Int32Array,
  relevant: ReadonlySet<number>,
): Map<TaskName, Float32Array> {
  return new Map(
    TASK_NAMES.map((task) => [
      task,
      Float32Array.from(items, (item) => (relevant.has(item) ? (tasks.get(item)?.[task] ?? 0) : 0)),
    ]),
  );
}

function ratingLabel(strength: number): number {
  return Math.max(0, (strength - MIDDLE_RATING) / (1 - MIDDLE_RATING));
}

function dwellLabel(fromMs: number, toMs: number): number {
  const stayMs = toMs - fromMs;
  if (fromMs <= 0 || stayMs > SESSION_MS) return 0;
  return Math.log1p(stayMs / 1000) / Math.log1p(SESSION_MS / 1000);
}
