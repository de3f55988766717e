import type { Language } from '../../domain/nodes.js';
import type { Ontology } from '../../domain/ontology.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { WordedFact } from '../../llm/wording/wording-facts.js';

/** One thing to say about an item: the facts behind it, and the words that follow "it". */
export interface ItemClause {
  readonly facts: readonly WordedFact[];
  readonly words: string;
}

/** What people want to know of an item first; other relations are for graphs, not for readers. */
const TOLD_RELATIONS: readonly (readonly [relation: string, mostNames: number])[] = [
  ['DIRECTED_BY', 2],
  ['DIRECTOR', 2],
  ['WRITTEN_BY', 2],
  ['ALL_WRITING', 2],
  ['PERFORMED_BY', 2],
  ['HOSTED_BY', 2],
  ['DEVELOPED_BY', 2],
  ['DESIGNED_BY', 2],
  ['MADE_BY', 2],
  ['STARRING', 2],
  ['ABOUT', 2],
  ['HAS_GENRE', 1],
  ['HAS_MOOD', 2],
  ['SET_IN', 1],
  ['BASED_ON', 1],
];

/** What the graph says of an item, one clause a relation, what readers want to know first in front. */
export function itemClauses(
  projection: Projection,
  ontology: Ontology,
  item: number,
  language: Language,
): readonly ItemClause[] {
  const subject = labelOf(projection.itemFacts[item], language);
  return TOLD_RELATIONS.flatMap(([relation, mostNames]) => {
    const names = [...objectNames(projection, relation, item, language)].slice(0, mostNames);
    if (names.length === 0) return [];
    const phrase = ontology.relation(relation)[language].shared;
    const facts = names.map((object) => ({ subject, relation, object }));
    return [{ facts, words: phrase.replace(/.?\{object\}.?/u, (place) => placed(place, names, language)) }];
  });
}

function* objectNames(projection: Projection, relation: string, item: number, language: Language): Iterable<string> {
  for (const type of ['Entity', 'Item'] as const) {
    const matrix = projection.layer('Item', relation, type)?.forward;
    if (matrix === undefined || item >= matrix.rowCount) continue;
    for (let k = matrix.starts[item]; k < matrix.ends[item]; k++) {
      const other = matrix.targets[k];
      yield type === 'Entity'
        ? labelOf(projection.entityFacts[other], language)
        : labelOf(projection.itemFacts[other], language);
    }
  }
}

/** Several names in the place of one; Chinese marks around it are repeated for each: “悲伤”“语言”. */
function placed(place: string, names: readonly string[], language: Language): string {
  const [before, after] = place.split('{object}');
  const areMarked = /[“《]/.test(before);
  const joined = names.join(areMarked ? `${after}${before}` : language === 'zh' ? '和' : ' and ');
  return `${before}${joined}${after}`;
}

/** What a node is called. */
function labelOf(
  facts:
    | { readonly labelZh: string | null; readonly label: string }
    | { readonly titleZh: string | null; readonly title: string },
  language: Language,
): string {
  const [en, zh] = 'title' in facts ? [facts.title, facts.titleZh] : [facts.label, facts.labelZh];
  return language === 'zh' ? (zh ?? en) : en;
}
