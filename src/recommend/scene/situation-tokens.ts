import { normalise } from '../../models/text/tokens.js';
import { stem } from './stem.js';

/** A word of a text, cut to its stem, or one character of a script without spaces; where it stands in the text. */
export interface SituationToken {
  readonly stem: string;
  readonly from: number;
  readonly to: number;
}

/** A text in the form in which situations are compared, and its tokens. */
export interface TokenisedText {
  readonly text: string;
  readonly tokens: readonly SituationToken[];
}

const UNSPACED = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}';
const TOKEN = new RegExp(`[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+`, 'gu');
const APOSTROPHES = /['’]/g;
/** Nobody describes a moment at greater length; the rest is not read, so that no text is slow. */
export const MOST_CHARACTERS = 1_000;
/** Words that change nothing about what is done: "on my way to the office" is "on the way to office". */
const EMPTY_WORDS = new Set(
  'a an the my your his her our their some this that these those of is are am was were be been'.split(' '),
);

/** The tokens of a text without articles, possessives and forms of "be". */
export function situationTokens(given: string): TokenisedText {
  const text = normalise(given.slice(0, MOST_CHARACTERS)).replace(APOSTROPHES, '');
  const tokens: SituationToken[] = [];
  for (const { 0: word, index } of text.matchAll(TOKEN)) {
    if (!EMPTY_WORDS.has(word)) tokens.push({ stem: stem(word), from: index, to: index + word.length });
  }
  return { text, tokens };
}
