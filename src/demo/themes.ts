import type { Catalogue, CatalogueWork } from './catalogue.js';

/**
 * Something that people are fond of wherever it turns up: one entity, such as the genre cyberpunk, and the entities
 * that come with it in the catalogue (hacking, artificial intelligence, dark, near future), with weights from 0 to 1.
 */
export interface Theme {
  readonly anchor: number;
  readonly profile: ReadonlyMap<number, number>;
  /** How many works have the anchor. */
  readonly workCount: number;
}

/** Kinds of entities that a theme can grow around, and the fewest works and domains that have to share one. */
const ANCHORS: ReadonlyMap<string, { readonly works: number; readonly domains: number }> = new Map([
  ['genre', { works: 8, domains: 2 }],
  ['topic', { works: 8, domains: 3 }],
  ['universe', { works: 3, domains: 2 }],
]);
/** More common anchors say too little about a taste to be a theme. */
const LARGEST_SHARE_OF_WORKS = 0.08;
const PROFILE_ENTITIES = 24;
const HIGHEST_COMPANION_WEIGHT = 0.6;

/** The themes of the catalogue: they cross domains because their anchors do. */
export function themesOf(catalogue: Catalogue): Theme[] {
  const { works, entityIds } = catalogue;
  const average = averageWeights(works, entityIds.length);
  const themes: Theme[] = [];
  entityIds.forEach((entityId, anchor) => {
    const rule = ANCHORS.get(entityId.slice(0, entityId.indexOf(':')));
    if (rule === undefined) return;
    const having = works.filter((work) => work.vector.entities.includes(anchor));
    if (having.length < rule.works || having.length > works.length * LARGEST_SHARE_OF_WORKS) return;
    if (new Set(having.map((work) => work.domain)).size < rule.domains) return;
    themes.push({ anchor, profile: profileOf(anchor, having, average), workCount: having.length });
  });
  return themes;
}

/** The entities that works with the anchor have more of than works in general. */
function profileOf(anchor: number, having: readonly CatalogueWork[], average: Float64Array): Map<number, number> {
  const excess = averageWeights(having, average.length).map((weight, entity) => weight - average[entity]!);
  excess[anchor] = 0;
  const companions = [...excess.keys()].sort((a, b) => excess[b]! - excess[a]! || a - b).slice(0, PROFILE_ENTITIES);
  const highest = excess[companions[0]!]!;
  return new Map([
    [anchor, 1],
    ...companions
      .filter((entity) => excess[entity]! > 0)
      .map((entity) => [entity, (HIGHEST_COMPANION_WEIGHT * excess[entity]!) / highest] as const),
  ]);
}

function averageWeights(works: readonly CatalogueWork[], entityCount: number): Float64Array {
  const sum = new Float64Array(entityCount);
  for (const { vector } of works) {
    for (let k = 0; k < vector.entities.length; k++) sum[vector.entities[k]!]! += vector.weights[k]! / works.length;
  }
  return sum;
}
