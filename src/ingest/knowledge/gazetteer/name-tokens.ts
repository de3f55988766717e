/** Words in the form in which names are compared, with their places; the lists run side by side. */
export interface NameTokens {
  readonly forms: readonly string[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Every Han sign is a word, because Chinese writes no spaces; signs between words are left out. */
const TOKEN = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu;
const PLAIN = /^[a-z0-9]+$/;

/** Cuts a text or a name into comparable words: case, accents and compatibility forms make no difference. */
export function nameTokens(text: string): NameTokens {
  const forms: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const match of text.matchAll(TOKEN)) {
    forms.push(comparable(match[0]));
    starts.push(match.index);
    ends.push(match.index + match[0].length);
  }
  return { forms, starts, ends };
}

function comparable(word: string): string {
  if (PLAIN.test(word)) return word;
  return word
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase();
}
