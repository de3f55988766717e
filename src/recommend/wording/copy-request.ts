import type { Explanation } from '../../domain/explanation.js';
import type { Language } from '../../domain/nodes.js';
import type { CopyRequest } from '../../llm/wording/model-wording.js';
import type { ItemClause } from './item-clauses.js';
import { pathFacts } from './path-facts.js';
import { inTone, meaningOf, type WordingStyle } from './wording-style.js';

/** What the words for one item are made from. */
export interface CopyMaterial {
  readonly title: string;
  readonly clauses: readonly ItemClause[];
  readonly explanation: Explanation;
  /** What the scene is called, or null. */
  readonly scene: string | null;
}

/** The facts of an item's personal words, and the words that templates make of them. */
export function copyRequest(material: CopyMaterial, style: WordingStyle): CopyRequest {
  const { title, clauses, explanation, scene } = material;
  const { language } = style;
  const meaning = meaningOf(style);
  const reasons = reasonsOf(explanation);
  const told = clauses.slice(0, meaning.clauses);
  const about = told.length === 0 ? [] : [aboutSentence(told, language)];
  const known = pathFacts(explanation.paths, reasons, language);
  const [tagline = about[0] ?? '', ...others] = reasons;
  const template = {
    title: scene === null ? titled(title, language) : forScene(title, scene, language),
    tagline,
    description: inTone([...about, ...others.slice(0, meaning.reasons - 1)], style),
  };
  return {
    template,
    facts: {
      ...known,
      facts: [...told.flatMap(({ facts }) => facts), ...known.facts],
      items: [...new Set([title, ...known.items])],
      otherNames: scene === null ? known.otherNames : [...new Set([...known.otherNames, scene])],
      sentences: [...about, ...reasons],
    },
  };
}

/** The reasons to choose the item; that it suits the scene is in the headline, so that it comes last. */
function reasonsOf({ reasons, paths, isColdStart }: Explanation): string[] {
  const ofScene = new Set(paths.filter(({ channel }) => channel === 'scene').map(({ sentence }) => sentence));
  // That nothing is known about somebody is no reason to choose an item.
  const given = isColdStart ? reasons.slice(1) : reasons;
  return [...given.filter((reason) => !ofScene.has(reason)), ...given.filter((reason) => ofScene.has(reason))];
}

function titled(title: string, language: Language): string {
  return language === 'zh' ? `《${title}》` : title;
}

function forScene(title: string, scene: string, language: Language): string {
  return language === 'zh'
    ? `《${title}》：适合“${scene}”`
    : `${title}, for ${scene.includes(' ') ? '' : 'your '}${scene.toLowerCase()}`;
}

/** The clauses as one sentence about "it". */
function aboutSentence(clauses: readonly ItemClause[], language: Language): string {
  const words = clauses.map((clause) => clause.words);
  if (language === 'zh') return `它${words.join('，')}。`;
  const last = words[words.length - 1];
  if (words.length === 1) return `It ${last}.`;
  return `It ${words.slice(0, -1).join(', ')}${words.length > 2 ? ',' : ''} and ${last}.`;
}
