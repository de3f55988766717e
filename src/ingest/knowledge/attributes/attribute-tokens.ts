/** The parts of a short text that values begin and end at; the lists run side by side. */
export interface AttributeTokens {
  readonly text: string;
  readonly words: readonly string[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Digits and letters part ("150mm" is a number and a unit), and every Han sign stands alone: Chinese writes no spaces. */
const TOKEN = /\p{Script=Han}|\p{N}+(?:[.,]\p{N}+)*|(?:(?![\p{Script=Han}])[\p{L}\p{M}])+|[^\s\p{L}\p{N}]/gu;
/** A title has some dozens; whatever comes after this many is no title. */
const MOST_TOKENS = 2_000;

/** Cuts a title into the smallest parts that a value can be made of. */
export function attributeTokens(text: string): AttributeTokens {
  const words: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const match of text.matchAll(TOKEN)) {
    if (words.length === MOST_TOKENS) break;
    words.push(match[0]);
    starts.push(match.index);
    ends.push(match.index + match[0].length);
  }
  return { text, words, starts, ends };
}
