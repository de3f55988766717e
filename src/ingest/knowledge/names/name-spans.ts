import type { WordText } from '../text/word-text.js';
import { CLAUSE_WORDS, HONORIFICS, NOT_PERSON, PARTICLES, SUFFIXES } from './name-words.js';

/** Some words of a text, by the number of the first and of the one after the last. */
export interface WordSpan {
  readonly from: number;
  readonly to: number;
}

const CAPITALISED = /^\p{Lu}/u;
const ONLY_DIGITS_OR_SIGNS = /^[^\p{L}]+$/u;
const INITIALS = /^(?:\p{Lu}\.)+$/u;
const MOST_WORDS = 6;
const MOST_HONORIFICS = 3;
/** Scripts whose letters can be taken for one another; no honest name mixes them inside a word. */
const SCRIPTS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];

/** True for a word that can be part of a person's name. */
export function isNameWord(word: string): boolean {
  return CAPITALISED.test(word) && !ONLY_DIGITS_OR_SIGNS.test(word) && word.length <= 30 && !isMixed(word);
}

/** The person's name that begins at a word, or null; titles before it are left out. */
export function personAt({ words, lower }: WordText, at: number, limit: number): WordSpan | null {
  let from = at;
  while (from < limit && from - at < MOST_HONORIFICS && HONORIFICS.has(lower[from])) from++;
  let to = from;
  let count = 0;
  while (to < limit && count < MOST_WORDS) {
    const word = lower[to];
    if (count > 0 && SUFFIXES.has(word)) {
      to++;
      break;
    }
    if (isNameWord(words[to]) && (!CLAUSE_WORDS.has(word) || INITIALS.test(words[to]))) {
      if (NOT_PERSON.has(word) && !(count > 0 && isLikelySurname(word))) return null;
      to++;
      count++;
      continue;
    }
    if (PARTICLES.has(word) && to + 1 < limit) {
      const next = PARTICLES.has(lower[to + 1]) ? to + 2 : to + 1;
      if (next < limit && count > 0 && isNameWord(words[next]) && !CLAUSE_WORDS.has(lower[next])) {
        to = next;
        continue;
      }
    }
    break;
  }
  if (count > 0 && (lower[to] === 'brothers' || lower[to] === 'sisters') && to < limit) to++;
  // "Robert Downey, Jr."
  if (count > 0 && to + 1 < limit && words[to] === ',' && /^[js]r\.?$/.test(lower[to + 1])) to += 2;
  if (count === 0 || (count === 1 && INITIALS.test(words[from]))) return null;
  return { from, to };
}

/** The words of a span as a name: single spaces between them, none before a comma. */
export function nameText({ words }: WordText, { from, to }: WordSpan): string {
  return words.slice(from, to).join(' ').replace(/ ,/g, ',');
}

/** Words that are things by themselves and surnames behind a first name: "Joel Silver", "Kate West". */
function isLikelySurname(word: string): boolean {
  return /^(?:west|north|day|park|house|street|lake|best|may|march|english|french|german|fox|church|post|boy|mann?|august|rivers|hill|school|story|part|press)$/.test(
    word,
  );
}

function isMixed(word: string): boolean {
  return SCRIPTS.filter((script) => script.test(word)).length > 1;
}
