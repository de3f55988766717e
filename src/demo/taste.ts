import type { Random } from '../domain/random.js';
import type { Catalogue } from './catalogue.js';
import type { EntityVector } from './entity-vectors.js';
import { spread, weightedIndex } from './sample.js';
import type { Theme } from './themes.js';

/** What one simulated user likes. */
export interface Taste {
  /** Weight of each entity; negative where the user has an aversion. */
  readonly weights: Float64Array;
  /** How much the user likes each work, with mean 0 and deviation 1 within its domain. */
  readonly affinities: Float64Array;
}

const CREATOR_KINDS = new Set(['person', 'organisation']);
const CHINESE_PLACES = ['place:china', 'place:hong-kong', 'place:taiwan'];
/** Share of the affinity that no entity explains: people are not their profile. */
const UNEXPLAINED = 0.35;
/** A uniform number from −0.5 to 0.5 times this has deviation 1. */
const UNIT_DEVIATION = Math.sqrt(12);

/**
 * Draws a taste: two or three themes, the entities in them varied from person to person, a few creators, one aversion.
 * The weights know nothing of domains, so whoever loves a thing in films loves it in books and games too.
 */
export function drawTaste(
  catalogue: Catalogue,
  themes: readonly Theme[],
  own: readonly Theme[],
  readsChinese: boolean,
  random: Random,
): Taste {
  const weights = new Float64Array(catalogue.entityIds.length);
  own.forEach(({ profile }, rank) => {
    for (const [entity, weight] of profile) weights[entity]! += (weight * spread(0.5, random)) / (1 + 0.4 * rank);
  });
  addCreators(catalogue, weights, random);
  if (readsChinese) {
    for (const id of CHINESE_PLACES) {
      const place = catalogue.entityIds.indexOf(id);
      if (place !== -1) weights[place]! += 0.6;
    }
  }
  const aversion = themes[Math.floor(random() * themes.length)]!;
  if (!own.includes(aversion)) weights[aversion.anchor]! -= 0.8;
  return { weights, affinities: affinitiesOf(catalogue, weights, random) };
}

/** Adds the makers of a few works that fit the taste: one follows people, not only subjects. */
function addCreators(catalogue: Catalogue, weights: Float64Array, random: Random): void {
  const fits = catalogue.works.map(({ vector }) => Math.max(0, matchOf(vector, weights)) ** 3);
  for (let count = 1 + Math.floor(random() * 3); count > 0; count--) {
    const chosen = weightedIndex(fits, random);
    if (chosen === -1) return;
    const creators = [...catalogue.works[chosen]!.vector.entities].filter((entity) => {
      const id = catalogue.entityIds[entity]!;
      return CREATOR_KINDS.has(id.slice(0, id.indexOf(':')));
    });
    for (const creator of creators.slice(0, 2)) weights[creator]! += 0.7;
  }
}

function affinitiesOf(catalogue: Catalogue, weights: Float64Array, random: Random): Float64Array {
  const affinities = Float64Array.from(catalogue.works, ({ vector }) => matchOf(vector, weights));
  standardise(catalogue, affinities);
  for (let index = 0; index < affinities.length; index++)
    affinities[index]! += UNEXPLAINED * UNIT_DEVIATION * (random() - 0.5);
  standardise(catalogue, affinities);
  return affinities;
}

function matchOf(vector: EntityVector, weights: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < vector.entities.length; k++) sum += vector.weights[k]! * weights[vector.entities[k]!]!;
  return sum;
}

/** Brings the values of every domain to mean 0 and deviation 1, so that no domain is liked more by construction. */
function standardise(catalogue: Catalogue, values: Float64Array): void {
  for (const indices of catalogue.indicesByDomain) {
    const mean = indices.reduce((sum, index) => sum + values[index]!, 0) / indices.length;
    const variance = indices.reduce((sum, index) => sum + (values[index]! - mean) ** 2, 0) / indices.length;
    const deviation = Math.sqrt(variance) || 1;
    for (const index of indices) values[index] = (values[index]! - mean) / deviation;
  }
}
