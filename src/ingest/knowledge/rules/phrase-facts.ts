import { isNameWord, type WordSpan } from '../names/name-spans.js';
import { CLAUSE_WORDS, NOT_PERSON } from '../names/name-words.js';
import type { WordText } from '../text/word-text.js';
import type { FactDraft } from './fact-draft.js';
import { WORK_NOUNS } from './lexicon.js';

/** A phrase in front of a name, and what the name then is. */
interface PhraseRule {
  readonly relation: string;
  readonly kind: string;
  readonly words: readonly string[];
  readonly confidence: number;
}

const MOST_NAME_WORDS = 10;
const MOST_WORDS_BETWEEN = 12;
const OPENING = /^["“《]$/;
const ENDS_PHRASE: ReadonlySet<string> = new Set('by same who which that where when'.split(' '));
const MONTH = /^(?:January|February|March|April|May|June|July|August|September|October|November|December)$/;
const LATER_SENTENCES = 0.8;
const SMALL_WORDS: ReadonlySet<string> = new Set(
  "of the and de la le du des der in on for to at a an & ’s 's".split(' '),
);
const AWARD =
  /\b(?:awards?|prizes?|oscars?|globes?|palme|medal|bear|lion|bafta|emmys?|grammys?|tonys?|césars?|pulitzer)\b/i;

const COMPANY =
  /\b(?:studios?|pictures|productions?|films|company|entertainment|inc|ltd|llc|games|records|press|books|media|interactive|software|pixar|group)\b/i;
/** A name without one of these words is something else than the phrase leads one to think. */
const NEEDED: ReadonlyMap<string, RegExp> = new Map([
  ['WON_AWARD', AWARD],
  ['PRODUCTION_COMPANIES', COMPANY],
]);
/** By the first word of the phrase: every word of every text is looked up. */
const RULES = byFirstWord([
  rule('SET_IN', 'place', 0.8, 'set in'),
  rule('SET_IN', 'place', 0.75, 'takes place in', 'take place in', 'taking place in'),
  rule('BASED_ON', 'work', 0.8, 'based on', 'based upon'),
  rule('BASED_ON', 'work', 0.75, 'adaptation of'),
  rule('SEQUEL_OF', 'work', 0.85, 'sequel to'),
  rule('INSPIRED_BY', 'work', 0.7, 'inspired by'),
  rule('DEVELOPED_BY', 'organisation', 0.85, 'developed by'),
  rule('PUBLISHED_BY', 'organisation', 0.85, 'published by'),
  rule('PRODUCTION_COMPANIES', 'organisation', 0.75, 'produced by'),
  rule('MADE_BY', 'brand', 0.85, 'manufactured by'),
  rule('PERFORMED_BY', 'person', 0.8, 'album by', 'song by', 'single by', 'ep by'),
  rule('WON_AWARD', 'award', 0.8, 'won', 'wins', 'winning', 'received', 'awarded'),
]);
/** Facts of one sentence that stand behind a fixed phrase: where a work is set, what it is based on, what it has won. */
export function phraseFacts(text: WordText, sentence: number): FactDraft[] {
  const { lower, starts, ends, sentences } = text;
  const limit = sentences[sentence + 1];
  const facts: FactDraft[] = [];
  for (let at = sentences[sentence]; at < limit; at++) {
    for (const { relation, kind, words, confidence } of RULES.get(lower[at]) ?? []) {
      if (!words.every((word, k) => at + k < limit && word === lower[at + k])) continue;
      const span = nameAfter(text, at + words.length, limit, kind, relation === 'SEQUEL_OF');
      if (span === null) continue;
      const name = text.text.slice(starts[span.from], ends[span.to - 1]).replaceAll(/\s+/g, ' ');
      if (NEEDED.get(relation)?.test(name) === false) continue;
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
    if (!isSet) continue;
    const isEra = /^(?:1[0-9]|20)[0-9]0s$|^[0-9]{1,2}(?:st|nd|rd|th)-century$/.test(lower[at]);
    if (!isEra) continue;
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
function nameAfter(text: WordText, at: number, limit: number, kind: string, isSequel: boolean): WordSpan | null {
  const { words, lower } = text;
  const most = Math.min(limit, at + MOST_WORDS_BETWEEN);
  let from = at;
  let hasNoun = isSequel;
  for (; from < most; from++) {
    if (OPENING.test(words[from])) return quoted(words, from + 1, limit);
    if (WORK_NOUNS.has(lower[from]) && words[from] === lower[from]) hasNoun = true;
    // "the 1951 novel of the same name by" has no title.
    if (/^[,.;()]$/.test(words[from]) || ENDS_PHRASE.has(lower[from])) return null;
    // "Ann Lee's 1995 novel The Gate": a title stands behind its kind of work, whose author is named before it.
    if (isNameWord(words[from]) && (kind !== 'work' || hasNoun)) break;
  }
  if (from >= most) return null;
  if (kind !== 'work' && CLAUSE_WORDS.has(lower[from])) from++;
  let to = from;
  while (to < limit && to - from < MOST_NAME_WORDS) {
    if (isNameWord(words[to]) || /^\p{N}/u.test(words[to]) || /^d['’]\p{Lu}/u.test(words[to])) to++;
    else if (to > from && isInside(kind, lower[to]) && isNameWord(words[to + 1] ?? '') && to + 1 < limit) to++;
    else break;
  }
  const isPossessor = /^['’]s$/.test(lower[to] ?? '');
  const isNominated = lower[to]?.startsWith('nominat') === true;
  if (to === from || isPossessor || isNominated || (to === from + 1 && NOT_PERSON.has(lower[from]))) return null;
  return MONTH.test(words[from]) ? null : { from, to };
}

/** Small words that names of the kind can hold: two companies joined by "and" are two companies. */
function isInside(kind: string, word: string): boolean {
  if (kind === 'place') return word === ',' || word === 'of' || word === 'the';
  if (kind === 'award') return word === 'for' || word === 'of' || word === 'the' || word === 'in';
  return SMALL_WORDS.has(word) && (kind === 'work' || word === '&' || word === 'of');
}

function quoted(words: readonly string[], from: number, limit: number): WordSpan | null {
  const most = Math.min(limit, from + MOST_NAME_WORDS);
  for (let to = from; to < most; to++) if (/^["”》]$/.test(words[to])) return to > from ? { from, to } : null;
  return null;
}

function rule(relation: string, kind: string, confidence: number, ...phrases: string[]): PhraseRule[] {
  return phrases.map((phrase) => ({ relation, kind, words: phrase.split(' '), confidence }));
}

function byFirstWord(rules: readonly PhraseRule[][]): ReadonlyMap<string, readonly PhraseRule[]> {
  const grouped = new Map<string, PhraseRule[]>();
  for (const entry of rules.flat()) {
    const known = grouped.get(entry.words[0]);
    if (known === undefined) grouped.set(entry.words[0], [entry]);
    else known.push(entry);
  }
  return grouped;
}
