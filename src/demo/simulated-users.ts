import { type Random, seededRandom, seedOf, shuffle } from '../domain/random.js';
import type { InteractionRecord, RelationRecord, UserRecord } from '../domain/records.js';
import type { Catalogue } from './catalogue.js';
import { type Circle, circlesOf, friendPairs } from './circles.js';
import { drawDomains, drawHabits, sceneShares } from './habits.js';
import { spread, weightedIndex } from './sample.js';
import { simulatedRelation } from './simulated-relation.js';
import { preferencesOf } from './stated-preferences.js';
import { drawTaste } from './taste.js';
import { type Theme, themesOf } from './themes.js';
import { drawEvents } from './user-events.js';

/** How many users to invent, from which seed, and the moment before which everything happened. */
export interface SimulationOptions {
  readonly userCount: number;
  readonly seed: number;
  readonly baseMs: number;
}

/** Invented people and what they did; `relations` holds PREFERS, `social` FRIEND_OF. */
export interface SimulatedUsers {
  readonly users: readonly UserRecord[];
  readonly relations: readonly RelationRecord[];
  readonly social: readonly RelationRecord[];
  readonly interactions: readonly InteractionRecord[];
}

const CHINESE_READERS = 0.2;
const POPULARITY_DEVIATION = 0.6;
const FAME_STRENGTH = 0.5;

/**
 * Invents users for a catalogue. Equal catalogues and options give equal users; ids of users and events depend on
 * the seed alone, so that writing them again at another time adds nothing.
 */
export function simulateUsers(catalogue: Catalogue, { userCount, seed, baseMs }: SimulationOptions): SimulatedUsers {
  const random = seededRandom(seed);
  const themes = themesOf(catalogue);
  const popularity = Float64Array.from(
    catalogue.works,
    ({ fame }) => Math.exp(FAME_STRENGTH * fame) * spread(POPULARITY_DEVIATION, random),
  );
  const circles = circlesOf(catalogue, themes, userCount, random);
  const friends = friendPairs(circles, userCount, random);
  const shares = sceneShares(catalogue);
  const users: UserRecord[] = [];
  const relations: RelationRecord[] = [];
  const interactions: InteractionRecord[] = [];
  for (const circle of circles) {
    for (const number of circle.members) {
      const id = userId(number, userCount);
      // One generator a person: what one does never shifts what the others do.
      const own = seededRandom(seedOf(`${seed} ${id}`));
      const readsChinese = own() < CHINESE_READERS;
      const taste = drawTaste(catalogue, themes, drawThemes(circle, themes, own), readsChinese, own);
      const domains = drawDomains(catalogue.domains.length, own);
      const habits = drawHabits(shares, domains, own);
      users.push({ id, attributes: { isSimulated: true, language: readsChinese ? 'zh' : 'en' } });
      relations.push(...preferencesOf(id, catalogue, taste, own));
      interactions.push(...drawEvents({ id, catalogue, taste, habits, popularity, circle, baseMs, random: own }));
    }
  }
  const social = friends.map(([a, b]) =>
    simulatedRelation(userId(a, userCount), 'FRIEND_OF', { type: 'User', id: userId(b, userCount) }, 1),
  );
  return { users, relations, social, interactions };
}

/** The circle's theme for most of its members, and one or two of their own. */
function drawThemes(circle: Circle, themes: readonly Theme[], random: Random): Theme[] {
  const weights = themes.map((theme) => Math.sqrt(theme.workCount));
  const count = 1 + Math.floor(random() * 2);
  const chosen = Array.from({ length: count }, () => themes[weightedIndex(weights, random)]!);
  if (random() < 0.85) chosen.push(circle.theme);
  shuffle(chosen, random);
  return [...new Set(chosen)];
}

function userId(number: number, userCount: number): string {
  return `u${String(number + 1).padStart(String(userCount).length, '0')}`;
}
