import { isNameWord } from '../names/name-spans.js';
import { CLAUSE_WORDS } from '../names/name-words.js';
import type { WordText } from '../text/word-text.js';
import type { FactDraft } from './fact-draft.js';

/** A phrase in front of a name, and what the name then is. */
interface PhraseRule {
  readonly relation: string;
  readonly kind: string;
  readonly words: readonly RegExp[];
  readonly confidence: number;
  /** A name that does not hold one of these words is something else. */
  readonly needs?: RegExp;
}

const MOST_NAME_WORDS = 10;
const LATER_SENTENCES = 0.8;
const SMALL_WORDS: ReadonlySet<string> = new Set(
  "of the and de la le du des der in on for to at a an & ’s 's".split(' '),
);
const AWARD =
  /\b(?:awards?|prizes?|oscars?|globes?|palme|medal|bear|lion|bafta|emmys?|grammys?|tonys?|césars?|pulitzer)\b/i;

const RULES: readonly PhraseRule[] = [
  rule('SET_IN', 'place', 0.8, /^set$/, /^in$/),
  rule('SET_IN', 'place', 0.75, /^takes?$/, /^place$/, /^in$/),
  rule('BASED_ON', 'work', 0.8, /^based$/, /^(?:up)?on$/),
  rule('BASED_ON', 'work', 0.75, /^adaptation$/, /^of$/),
  rule('SEQUEL_OF', 'work', 0.85, /^sequel$/, /^to$/),
  rule('INSPIRED_BY', 'work', 0.7, /^inspired$/, /^by$/),
  rule('DEVELOPED_BY', 'organisation', 0.85, /^developed$/, /^by$/),
  rule('PUBLISHED_BY', 'organisation', 0.85, /^published$/, /^by$/),
  rule('PRODUCTION_COMPANIES', 'organisation', 0.75, /^produced$/, /^by$/),
  rule('MADE_BY', 'brand', 0.85, /^(?:made|manufactured)$/, /^by$/),
  rule('PERFORMED_BY', 'person', 0.8, /^(?:album|song|single|ep)$/, /^by$/),
  { ...rule('WON_AWARD', 'award', 0.8, /^(?:won|wins|winning|received|awarded)$/), needs: AWARD },
];
const COMPANY =
  /\b(?:studios?|pictures|productions?|films|company|entertainment|inc|ltd|llc|games|records|press|books|media|interactive|software|pixar|group)\b/i;

/** Facts of one sentence that stand behind a fixed phrase: where a work is set, what it is based on, what it has won. */
export function phraseFacts(text: WordText, sentence: number): FactDraft[] {
  const { lower, starts, ends, sentences } = text;
  const limit = sentences[sentence + 1];
  const facts: FactDraft[] = [];
  for (let at = sentences[sentence]; at < limit; at++) {
    for (const { relation, kind, words, confidence, needs } of RULES) {
      if (!words.every((word, k) => at + k < limit && word.test(lower[at + k]))) continue;
      const span = nameAfter(text, at + words.length, limit, kind);
      if (span === null) continue;
      const name = text.text.slice(starts[span.from], ends[span.to - 1]).replaceAll(/\s+/g, ' ');
      if (needs !== undefined && !needs.test(name)) continue;
      if (relation === 'PRODUCTION_COMPANIES' && !COMPANY.test(name)) continue;
      facts.push({
        relation,
        name,
        kind,
        attribute: null,
        start: starts[span.from],
        end: ends[span.to - 1],
        confidence: sentence === 0 ? confidence : confidence * LATER_SENTENCES,
      });
    }
  }
  facts.push(...eraFacts(text, sentence));
  return facts;
}

/** "set in the 1930s", "in 19th-century Paris". */
function eraFacts({ text, lower, starts, ends, sentences }: WordText, sentence: number): FactDraft[] {
  const facts: FactDraft[] = [];
  const limit = sentences[sentence + 1];
  let isSet = false;
  for (let at = sentences[sentence]; at < limit; at++) {
    if (lower[at] === 'set' || lower[at] === 'place') isSet = true;
    const isEra = /^(?:1[0-9]|20)[0-9]0s$|^[0-9]{1,2}(?:st|nd|rd|th)-century$/.test(lower[at]);
    if (!isSet || !isEra) continue;
    const name = text.slice(starts[at], ends[at]);
    facts.push({
      relation: 'FROM_ERA',
      name,
      kind: 'era',
      attribute: null,
      start: starts[at],
      end: ends[at],
      confidence: 0.7,
    });
  }
  return facts;
}

/** The title in quotation marks, or the run of capitalised words, that a phrase leads to. */
function nameAfter(text: WordText, at: number, limit: number, kind: string): { from: number; to: number } | null {
  const { words, lower } = text;
  let from = at;
  const most = Math.min(limit, at + 12);
  // "the 1951 novel of the same name by" has no title; a person in front of "'s" is not the work.
  while (from < most && !isNameWord(words[from]) && !/^["“《]$/.test(words[from])) {
    if (/^[,.;()]$/.test(words[from]) || /^(?:by|same|who|which|that|where|when)$/.test(lower[from])) return null;
    from++;
  }
  if (from >= most) return null;
  if (/^["“《]$/.test(words[from])) return quoted(words, from + 1, limit);
  if (CLAUSE_WORDS.has(lower[from]) && kind !== 'work') from++;
  let to = from;
  while (to < limit && to - from < MOST_NAME_WORDS) {
    if (isNameWord(words[to]) || /^\p{N}/u.test(words[to])) to++;
    else if (to > from && SMALL_WORDS.has(lower[to]) && to + 1 < limit && isNameWord(words[to + 1])) to++;
    else if (kind === 'place' && words[to] === ',' && isNameWord(words[to + 1] ?? '') && to > from) to++;
    else break;
  }
  if (to === from) return null;
  // "John Grisham's 1995 novel The Firm": the title stands behind the kind of work.
  const possessive = lower.slice(from, to).findIndex((word) => word === "'s" || word === '’s');
  if (possessive === -1 || kind !== 'work') return { from, to };
  return from + possessive + 1 < to ? { from: from + possessive + 1, to } : nameAfter(text, to, limit, kind);
}

function quoted(words: readonly string[], from: number, limit: number): { from: number; to: number } | null {
  const most = Math.min(limit, from + MOST_NAME_WORDS);
  for (let to = from; to < most; to++) if (/^["”》]$/.test(words[to])) return to > from ? { from, to } : null;
  return null;
}

function rule(relation: string, kind: string, confidence: number, ...words: RegExp[]): PhraseRule {
  return { relation, kind, words, confidence };
}
