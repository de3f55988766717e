import type { WordText } from '../text/word-text.js';
import type { KnownPeople } from './known-people.js';
import { isNameWord, personAt, type WordSpan } from './name-spans.js';
import { CLAUSE_WORDS, PERSON_NOUNS } from './name-words.js';

/** People that a list names, and the word after the list. */
export interface PersonList {
  readonly people: readonly WordSpan[];
  readonly end: number;
}

const ROLE_WORDS = new Set(['as', 'in', 'playing', 'portraying', 'reprising', 'voicing']);
const JOINING = new Set([',', 'and', '&', 'with', 'alongside', 'opposite', 'plus', '/']);
const OWN_VERB =
  /^(?:wrote|directed|composed|scored|produced|plays|played|portrays|stars|starred|appears|served|shot)$/;
const DETERMINERS = new Set(['the', 'a', 'an', 'his', 'her', 'their', 'its', 'both', 'then', 'an', 'uncredited', 'by']);
/** Every search is bounded, so that no text takes longer than its length warrants. */
const MOST_PEOPLE = 60;
const MOST_JOINTS = 4;
const MOST_ROLE_PARTS = 4;
const MOST_ROLE_WORDS = 25;
const MOST_DESCRIBING_WORDS = 7;
const MOST_BRACKET_WORDS = 40;

/**
 * Reads "A, B (as the captain) and actress C as D, with E" from a word on. Descriptions before names and roles behind
 * them are passed over; the list ends where no name follows.
 */
export function personListAt(text: WordText, at: number, limit: number, known: KnownPeople): PersonList {
  const people: WordSpan[] = [];
  let end = at;
  let next = at;
  while (next < limit && people.length < MOST_PEOPLE) {
    const span = siblingsAt(text, next, limit) ?? personAt(text, pastDescription(text, next, limit), limit);
    if (span === null || known.fullName(text, span) === null) break;
    people.push(span);
    end = span.to;
    next = pastJoining(text, pastRole(text, span.to, limit), limit);
    if (next === -1) break;
  }
  // "directed by A and B composed the score": the last one begins a sentence of their own.
  const last = people.length - 1;
  if (last > 0 && OWN_VERB.test(text.lower[end] ?? '') && text.lower[end + 1] !== 'by') {
    people.pop();
    end = people[last - 1].to;
  }
  return { people, end };
}

/** "the Parker brothers". */
function siblingsAt(text: WordText, at: number, limit: number): WordSpan | null {
  const span = text.lower[at] === 'the' ? personAt(text, at + 1, limit) : null;
  return span !== null && /^(?:brothers|sisters)$/i.test(text.words[span.to - 1]) ? span : null;
}

/** The names right before a word, back to the beginning of their list. */
export function personListBefore(
  text: WordText,
  before: number,
  spans: ReadonlyMap<number, WordSpan>,
  first: number,
): WordSpan[] {
  const people: WordSpan[] = [];
  let end = before;
  while (end > first && people.length < MOST_PEOPLE) {
    let last = end;
    if (text.words[last - 1] === ')') last = beforeBracket(text, last - 1, first);
    const span = spans.get(last);
    if (span === undefined || span.from < first) break;
    people.unshift(span);
    end = span.from;
    const joint = end;
    while (end > first && (text.words[end - 1] === ',' || text.lower[end - 1] === 'and' || text.words[end - 1] === '&'))
      end--;
    if (end === joint) break;
  }
  return people;
}

/** Passes "Academy Award-winning British actress" if a kind of person ends it, and "his mother". */
function pastDescription({ words, lower }: WordText, at: number, limit: number): number {
  let past = at;
  const most = Math.min(limit, at + MOST_DESCRIBING_WORDS);
  for (let k = at; k < most; k++) {
    const word = lower[k];
    if (PERSON_NOUNS.has(word) && word === words[k]) past = k + 1;
    else if (word === 'and' || word === '/') {
      if (!PERSON_NOUNS.has(lower[k + 1])) break;
    } else if (!DETERMINERS.has(word) && (CLAUSE_WORDS.has(word) || /^[^\p{L}\p{N}]$/u.test(word))) break;
    else if (past > at && isNameWord(words[k])) break;
  }
  if (past > at && past < limit && words[past] === ',' && isNameWord(words[past + 1] ?? '')) past++;
  return past;
}

function pastRole({ words, lower }: WordText, at: number, limit: number): number {
  let next = at;
  for (let parts = 0; parts < MOST_ROLE_PARTS; parts++) {
    if (next < limit && words[next] === '(') {
      const close = closing(words, next, limit);
      if (close === -1) return next;
      next = close + 1;
    } else if (next < limit && ROLE_WORDS.has(lower[next])) {
      const most = Math.min(limit, next + MOST_ROLE_WORDS);
      let k = next + 1;
      const isPlace = lower[next] === 'in';
      while (k < most && !/^[,;.()—–]$/.test(words[k])) {
        if (JOINING.has(lower[k]) && (isPlace || isNameWord(words[k + 1] ?? ''))) break;
        k++;
      }
      if (k === most) return next;
      next = k;
    } else {
      break;
    }
  }
  return next;
}

/** The word after ", and", ", along with" …; -1 when nothing joins. */
function pastJoining({ lower }: WordText, at: number, limit: number): number {
  let next = at;
  while (next < limit && next - at < MOST_JOINTS && JOINING.has(lower[next])) next++;
  if (next + 1 < limit && /^(?:along|together)$/.test(lower[next]) && lower[next + 1] === 'with') next += 2;
  else if (next + 2 < limit && lower[next] === 'as' && lower[next + 1] === 'well' && lower[next + 2] === 'as')
    next += 3;
  return next === at ? -1 : next;
}

function closing(words: readonly string[], open: number, limit: number): number {
  const most = Math.min(limit, open + MOST_BRACKET_WORDS);
  for (let k = open + 1; k < most; k++) if (words[k] === ')') return k;
  return -1;
}

function beforeBracket({ words }: WordText, close: number, first: number): number {
  const least = Math.max(first, close - MOST_BRACKET_WORDS);
  for (let k = close - 1; k >= least; k--) if (words[k] === '(') return k;
  return close + 1;
}
