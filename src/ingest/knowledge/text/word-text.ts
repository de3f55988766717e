import { opaqueText } from './opaque-text.js';

/**
 * A text as words with their places. The lists run side by side; a sign that is no part of a word is a word of its own.
 * Plain lists instead of objects, because every document of a catalogue passes through here.
 */
export interface WordText {
  /** The text with everything that is markup blanked out, so that places hold in the original as well. */
  readonly text: string;
  readonly words: readonly string[];
  readonly lower: readonly string[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Where sentences begin, as numbers of words; the last entry is the number of words. */
  readonly sentences: readonly number[];
}

/**
 * Initials and abbreviations keep their full stop, compounds their hyphen and names their apostrophe ("O'Donnell"); the
 * possessive 's stands by itself. One run of Han is one word: rules for Chinese work on the text.
 */
const WORD =
  /(?:\p{Lu}\.){1,4}(?![\p{L}\p{N}])|(?:Jr|Sr|Dr|Mr|Mrs|Ms|St|Prof|Lt|Col|Gen|Sgt|Capt|vs|feat|No|Bros|Inc|Ltd|Co)\.|['’]s(?![\p{L}\p{N}])|\p{N}+(?:[.,]\p{N}+)+|[\p{L}\p{M}\p{N}]+(?:(?:[-‑–·]|['’](?!s(?![\p{L}\p{N}])))[\p{L}\p{M}\p{N}]+)*|[^\s\p{L}\p{N}]/gu;
const SENTENCE_END = /^[.!?。！？]$/;
const CLOSING = /^["”’»)\]]$/;
const BEGINS_SENTENCE = /^[\p{Lu}\p{N}"“'«([]/u;

/** Splits a text into words and sentences; linear in its length. */
export function wordText(source: string): WordText {
  const text = opaqueText(source);
  const words: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const match of text.matchAll(WORD)) {
    words.push(match[0]);
    starts.push(match.index);
    ends.push(match.index + match[0].length);
  }
  return { text, words, lower: words.map((word) => word.toLowerCase()), starts, ends, sentences: sentencesOf(words) };
}

function sentencesOf(words: readonly string[]): number[] {
  const sentences = [0];
  for (let at = 0; at < words.length - 1; at++) {
    if (!SENTENCE_END.test(words[at])) continue;
    let next = at + 1;
    while (next < words.length && CLOSING.test(words[next])) next++;
    if (next < words.length && BEGINS_SENTENCE.test(words[next])) sentences.push(next);
    at = next - 1;
  }
  sentences.push(words.length);
  return sentences;
}
