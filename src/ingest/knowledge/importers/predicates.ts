/** What a predicate of a knowledge base is in the ontology. */
export interface PredicateMeaning {
  readonly relation: string;
  readonly kind: string;
}

/** Predicates of DBpedia and Wikidata that say what works are recommended by. */
export const PREDICATES: ReadonlyMap<string, PredicateMeaning> = new Map([
  ...meaning('DIRECTED_BY', 'person', 'director', 'P57'),
  ...meaning('WRITTEN_BY', 'person', 'writer', 'author', 'screenwriter', 'P50', 'P58'),
  ...meaning('STARRING', 'person', 'starring', 'actor', 'P161', 'P725'),
  ...meaning('PRODUCED_BY', 'person', 'producer', 'P162'),
  ...meaning('COMPOSED_BY', 'person', 'musicComposer', 'composer', 'P86'),
  ...meaning('PERFORMED_BY', 'person', 'artist', 'musicalArtist', 'byArtist', 'P175'),
  ...meaning('DEVELOPED_BY', 'organisation', 'developer', 'P178'),
  ...meaning('PUBLISHED_BY', 'organisation', 'publisher', 'P123'),
  ...meaning('PRODUCTION_COMPANIES', 'organisation', 'productionCompany', 'P272'),
  ...meaning('MADE_BY', 'brand', 'manufacturer', 'brand', 'P176', 'P1716'),
  ...meaning('HAS_GENRE', 'genre', 'genre', 'P136'),
  ...meaning('ABOUT', 'topic', 'subject', 'mainSubject', 'P921'),
  ...meaning('SET_IN', 'place', 'setting', 'settingOfPlay', 'P840'),
  ...meaning('FROM_COUNTRY', 'place', 'country', 'P495'),
  ...meaning('WON_AWARD', 'award', 'award', 'P166'),
  ...meaning('BASED_ON', 'work', 'basedOn', 'P144'),
  ...meaning('SEQUEL_OF', 'work', 'previousWork', 'P155'),
  ...meaning('SERIES', 'series', 'series', 'P179'),
  ...meaning('PART_OF_UNIVERSE', 'universe', 'P1434'),
]);

function meaning(relation: string, kind: string, ...predicates: string[]): [string, PredicateMeaning][] {
  return predicates.map((predicate) => [predicate, { relation, kind }]);
}
