import type { AttributeTokens } from './attribute-tokens.js';
import type { TokenFeatures } from './sequence-model.js';

const NONE = '';

/** What is true of each token: its letters, its shape, its neighbours, its place, and what the dictionary says. */
export function attributeFeatures(
  tokens: AttributeTokens,
  category: string,
  fromDictionary: readonly (readonly string[])[],
): TokenFeatures {
  const { words, starts, ends } = tokens;
  const lower = words.map((word) => word.toLowerCase());
  const shapes = words.map(shapeOf);
  return words.map((_, at) => {
    const word = lower[at];
    const before = lower[at - 1] ?? NONE;
    const after = lower[at + 1] ?? NONE;
    const dictionary = fromDictionary[at];
    const features = [
      'any',
      `w=${word}`,
      `c|w=${category}|${word}`,
      `s=${shapes[at]}`,
      `p3=${word.slice(0, 3)}`,
      `s3=${word.slice(-3)}`,
      `s2=${word.slice(-2)}`,
      `w-1=${before}`,
      `w+1=${after}`,
      `w-2=${lower[at - 2] ?? NONE}`,
      `w+2=${lower[at + 2] ?? NONE}`,
      `b-1=${before}|${word}`,
      `b+1=${word}|${after}`,
      `t=${before}|${word}|${after}`,
      `s-1=${shapes[at - 1] ?? NONE}|${shapes[at]}`,
      `s+1=${shapes[at]}|${shapes[at + 1] ?? NONE}`,
      `s1w=${shapes[at]}|${after}`,
      `at=${Math.min(at, 5)}`,
      `c|at=${category}|${Math.min(at, 3)}`,
      `end=${Math.min(words.length - 1 - at, 3)}`,
      `c|s=${category}|${shapes[at]}`,
      at > 0 && starts[at] === ends[at - 1] ? 'joined' : 'apart',
    ];
    for (const name of dictionary) features.push(name, `${name}|c=${category}`);
    for (const name of fromDictionary[at - 1] ?? []) features.push(`-1${name}`);
    for (const name of fromDictionary[at + 1] ?? []) features.push(`+1${name}`);
    if (dictionary.length === 0) features.push(`d0|s=${shapes[at]}`, `d0|at=${Math.min(at, 3)}|${category}`);
    return features;
  });
}

/** "Aa" for Brown, "9" for a number, "AA" for capitals, "汉" for Han; signs stand for themselves. */
function shapeOf(word: string): string {
  if (/^\p{N}/u.test(word)) return /[.,]/.test(word) ? '9.9' : `9${Math.min(word.length, 4)}`;
  if (/^\p{Script=Han}/u.test(word)) return '汉';
  if (!/^\p{L}/u.test(word)) return word;
  if (word.length === 1) return word === word.toUpperCase() ? 'A' : 'a';
  if (word === word.toUpperCase()) return 'AA';
  return /^\p{Lu}/u.test(word) ? 'Aa' : 'aa';
}
