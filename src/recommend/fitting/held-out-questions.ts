import type { Projection } from '../../graph/projection/projection.js';
import type { HeldOutEvents } from './hold-out.js';

/** A request as it could have come before the held-out events, and what the user took then. */
export interface HeldOutQuestion {
  readonly user: number;
  readonly scene: number;
  readonly situation: number;
  /** Whether the request allows what the user has had. */
  readonly includesSeen: boolean;
  readonly relevant: ReadonlySet<number>;
}

/** Where fewer of the held-out events than this repeat an earlier one, nobody asks for what was taken before. */
const REPEATED_SHARE = 0.2;
/** Of so many users one is asked without a situation, because some requests come without one. */
const USERS_WITHOUT_SITUATION = 10;

/**
 * The questions that held-out events answer: one a user, scene and situation for what is new to the user, and where
 * things are taken again and again also one for everything that was taken.
 */
export function heldOutQuestions(training: Projection, heldOut: HeldOutEvents): HeldOutQuestion[] {
  const { users, items } = heldOut;
  const total = items.reduce((sum, list) => sum + list.length, 0);
  const isKnown = (user: number, item: number) => training.userItems.has(user, item);
  const repeated = items.reduce((sum, list, k) => sum + list.filter((item) => isKnown(users[k], item)).length, 0);
  const asksForSeen = total > 0 && repeated / total > REPEATED_SHARE;
  return Array.from(users).flatMap((user, k) => {
    const questions: HeldOutQuestion[] = [];
    for (const { scene, situation, taken } of bySituation(heldOut, k)) {
      if (asksForSeen) questions.push({ user, scene, situation, includesSeen: true, relevant: taken });
      const relevant = new Set([...taken].filter((item) => !isKnown(user, item)));
      if (relevant.size > 0) questions.push({ user, scene, situation, includesSeen: false, relevant });
    }
    return questions;
  });
}

interface TakenItems {
  readonly scene: number;
  readonly situation: number;
  readonly taken: Set<number>;
}

function bySituation({ items, scenes, situations }: HeldOutEvents, k: number): TakenItems[] {
  const isAskedPlainly = k % USERS_WITHOUT_SITUATION === 0;
  const groups = new Map<string, TakenItems>();
  for (let n = 0; n < items[k].length; n++) {
    const scene = scenes[k][n];
    const situation = isAskedPlainly ? -1 : situations[k][n];
    const key = `${scene} ${situation}`;
    const group = groups.get(key) ?? { scene, situation, taken: new Set() };
    groups.set(key, group);
    group.taken.add(items[k][n]);
  }
  return [...groups.values()];
}
