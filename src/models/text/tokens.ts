const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Scripts that are written without spaces; a run of them is cut into pairs of characters. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+/gu;
/** Most English needs no Unicode, and is read several times faster without. */
const ASCII = /^[\x20-\x7e\s]*$/;
const ASCII_WORD = /[a-z0-9]+/g;
const MARKS = /\p{M}+/gu;
/** A longer "word" is a key or an encoded file, not language. */
const MAX_WORD_LENGTH = 40;
/** Longer runs were measured too: twice the work for the same answers. */
const GRAM_LENGTH = 3;

/**
 * The words of a text in any language: compatibility forms unified, lower case, accents dropped. Runs of scripts
 * without spaces give every single character and every pair, so that Chinese is found by parts of a word.
 */
export function wordsOf(text: string): string[] {
  const normalised = normalise(text);
  if (ASCII.test(normalised))
    return (normalised.match(ASCII_WORD) ?? []).filter((word) => word.length <= MAX_WORD_LENGTH);
  const words: string[] = [];
  for (const [run] of normalised.matchAll(WORD)) {
    let rest = 0;
    for (const match of run.matchAll(UNSPACED)) {
      addWord(run.slice(rest, match.index), words);
      addCharacters(match[0], words);
      rest = match.index + match[0].length;
    }
    addWord(run.slice(rest), words);
  }
  return words;
}

/** The words and the pairs of neighbouring words, joined by a space. */
export function wordsAndPairsOf(text: string): string[] {
  const words = wordsOf(text);
  const count = words.length;
  for (let n = 1; n < count; n++) words.push(`${words[n - 1]} ${words[n]}`);
  return words;
}

/** The runs of three characters of a word with its edges marked: typing errors and word forms meet in them. */
export function characterGramsOf(word: string): string[] {
  const grams: string[] = [];
  if (word.length < GRAM_LENGTH) return grams;
  const marked = `<${word}>`;
  for (let at = 0; at + GRAM_LENGTH <= marked.length; at++) grams.push(marked.slice(at, at + GRAM_LENGTH));
  return grams;
}

/** The form in which texts are compared. */
export function normalise(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(MARKS, '').normalize('NFC').toLowerCase();
}

function addWord(word: string, words: string[]): void {
  if (word.length > 0 && word.length <= MAX_WORD_LENGTH) words.push(word);
}

function addCharacters(run: string, words: string[]): void {
  const characters = Array.from(run);
  for (let n = 0; n < characters.length; n++) {
    words.push(characters[n]);
    if (n > 0) words.push(characters[n - 1] + characters[n]);
  }
}
