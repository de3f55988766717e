import type { Gazetteer, KnownName } from '../gazetteer/gazetteer.js';
import type { FactDraft } from './fact-draft.js';

/** What a mention of a thing of each kind says about a work; kinds that are not listed need a phrase around them. */
const RELATION_OF_KIND: ReadonlyMap<string, string> = new Map([
  ['genre', 'HAS_GENRE'],
  ['topic', 'ABOUT'],
  ['mood', 'HAS_MOOD'],
  ['tag', 'HAS_TAG'],
  ['universe', 'PART_OF_UNIVERSE'],
  ['scene', 'SUITS'],
]);
const MENTION_CONFIDENCE = 0.6;
/** "perfect for a long train ride": without such words a train is a train. */
const SUITS =
  /(?:perfect|ideal|great|good|made|best|suited|recommended|listen(?:ing)?|适合|适宜|推荐)\W{0,3}(?:\w+\W+){0,6}$/i;
const LIKES =
  /\b(?:love[ds]?|like[ds]?|enjoy(?:s|ed)?|adore[ds]?|favou?rite|fan of|into|prefer(?:s|red)?|喜欢|喜爱|热爱|最爱)\b|喜欢|喜爱|热爱|最爱/i;
const NEGATIONS =
  /\b(?:not|never|no|don[’']t|doesn[’']t|didn[’']t|hate[ds]?|dislike[ds]?|avoid|boring|tired of)\b|不喜欢|讨厌|不爱/i;
const CHARACTERS_BEFORE = 80;
const SENTENCE_END = /[.!?。！？\n]/;

/** What the names of the graph that a text mentions say about its subject. */
export function mentionFacts(text: string, gazetteer: Gazetteer, isUser: boolean): FactDraft[] {
  const facts: FactDraft[] = [];
  for (const { start, end, names } of gazetteer.find(text)) {
    for (const name of names) {
      const relation = isUser ? likedRelation(text, start, name) : mentionedRelation(text, start, name);
      if (relation === null) continue;
      facts.push({
        relation,
        name: name.label,
        kind: name.kind,
        attribute: null,
        start,
        end,
        confidence: MENTION_CONFIDENCE,
      });
    }
  }
  return facts;
}

function mentionedRelation(text: string, start: number, { kind }: KnownName): string | null {
  const relation = RELATION_OF_KIND.get(kind) ?? null;
  return relation === 'SUITS' && !SUITS.test(before(text, start)) ? null : relation;
}

/** A person's own text says what they like only in a sentence that says so, and does not deny it. */
function likedRelation(text: string, start: number, { kind }: KnownName): string | null {
  const said = before(text, start);
  return kind !== 'scene' && LIKES.test(said) && !NEGATIONS.test(said) ? 'PREFERS' : null;
}

function before(text: string, start: number): string {
  const part = text.slice(Math.max(0, start - CHARACTERS_BEFORE), start);
  return part.split(SENTENCE_END).at(-1) ?? '';
}
