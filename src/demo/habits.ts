import type { Random } from '../domain/random.js';
import type { Catalogue } from './catalogue.js';
import { spread } from './sample.js';

/** When and with what a user spends time. Lists follow the catalogue's scenes and domains. */
export interface Habits {
  /** How often the user is in each scene. */
  readonly scenes: Float64Array;
  /** How often the user turns to each domain there: one list a scene. */
  readonly domainsByScene: readonly Float64Array[];
}

/** Shares of the works of each domain (columns) that suit each scene (rows). */
export function sceneShares(catalogue: Catalogue): Float64Array[] {
  return catalogue.scenes.map((scene) =>
    Float64Array.from(
      catalogue.indicesByDomain,
      (indices) => indices.filter((index) => catalogue.works[index]!.sceneIds.has(scene.id)).length / indices.length,
    ),
  );
}

const ONE_DOMAIN_ONLY = 0.12;

/** Draws which domains a user turns to: one alone for some, one to three favourites and a little of the rest for others. */
export function drawDomains(domainCount: number, random: Random): Float64Array {
  const preferences = new Float64Array(domainCount);
  if (random() < ONE_DOMAIN_ONLY) {
    preferences[Math.floor(random() * domainCount)] = 1;
    return preferences;
  }
  const favourites = 1 + Math.floor(random() * 3);
  for (let k = 0; k < domainCount; k++) preferences[k] = random() < 0.6 ? 0.1 * random() : 0;
  for (let k = 0; k < favourites; k++) preferences[Math.floor(random() * domainCount)]! += 0.5 + random();
  return preferences;
}

/** Draws habits: people differ in the scenes of their days, and in each they use what suits it among what they like. */
export function drawHabits(shares: readonly Float64Array[], domains: Float64Array, random: Random): Habits {
  const domainsByScene = shares.map((row) => row.map((share, domain) => share * domains[domain]!));
  const scenes = Float64Array.from(domainsByScene, (row) => spread(1, random) * row.reduce((sum, x) => sum + x, 0));
  return { scenes, domainsByScene };
}
