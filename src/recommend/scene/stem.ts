/** Words that only look like a form of another one. */
const UNCHANGED = new Set(
  'morning evening during thing something nothing anything everything training meeting boarding parking bowling wedding spring string bus gas always this is was has'.split(
    ' ',
  ),
);
const VOWEL = /[aeiouy]/;
const SHORTEST = 3;

/**
 * What English forms of one word have in common: plural, -ing, -ed, doubled consonants and a silent e are cut. Other
 * languages pass unchanged. Far simpler than Porter's stemmer, which also joins what means different things
 * ("organ" and "organisation").
 */
export function stem(word: string): string {
  if (word.length <= SHORTEST || UNCHANGED.has(word) || !/^[a-z]+$/.test(word)) return word;
  return ending(cut(singular(word)));
}

function singular(word: string): string {
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /[^su]s$/.test(word) && !word.endsWith('is') ? word.slice(0, -1) : word;
}

function cut(word: string): string {
  for (const suffix of ['ing', 'ed']) {
    const rest = word.slice(0, -suffix.length);
    if (word.endsWith(suffix) && rest.length >= SHORTEST && VOWEL.test(rest) && !UNCHANGED.has(word)) return rest;
  }
  return word;
}

function ending(word: string): string {
  if (word.length <= SHORTEST) return word;
  if (word.endsWith('e')) return word.slice(0, -1);
  if (word.endsWith('y')) return `${word.slice(0, -1)}i`;
  return word.at(-1) === word.at(-2) ? word.slice(0, -1) : word;
}
