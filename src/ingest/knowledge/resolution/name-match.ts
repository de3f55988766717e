import { editDistanceIsOne } from './edit-distance-is-one.js';
import { nameForm } from './name-form.js';

/**
 * How two names can mean one thing: they are the same but for signs, accents and spaces; one shortens the other; the
 * words stand in another order; one is spelt otherwise; one is the other's surname, or its initials.
 */
export type NameMatch = 'same' | 'shortened' | 'reordered' | 'spelling' | 'surname' | 'initials';

/** "Senior" and "junior" are two people. */
const GENERATIONS: ReadonlySet<string> = new Set(['jr', 'sr', 'ii', 'iii', 'iv', 'fils', 'pere', 'junior', 'senior']);
/** What stands behind a company's name in some texts and not in others. */
const COMPANY_FORMS: ReadonlySet<string> = new Set(['inc', 'ltd', 'llc', 'plc', 'corp', 'co', 'gmbh', 'ag', 'company']);
const COMPANIES: ReadonlySet<string> = new Set(['organisation', 'brand']);
/** Kinds whose things have names that somebody gave them; the others are called by words, which differ by a letter. */
const NAMED_KINDS: ReadonlySet<string> = new Set(['person', 'organisation', 'brand', 'place', 'award']);
const QUALIFIER = /\s*\([^()]*\)\s*$/;
/** In shorter words one letter makes another word. */
const SHORTEST_MISSPELT = 5;
const SHORTEST_MISSPELT_ALONE = 7;

/** How two names of one kind can mean one thing; null when they are names of two. */
export function nameMatch(kind: string, first: string, second: string): NameMatch | null {
  const [a, b] = [wordsOf(kind, first), wordsOf(kind, second)];
  if (a.length === 0 || b.length === 0) return null;
  if (a.join('') === b.join('')) return 'same';
  if (digitsOf(a) !== digitsOf(b)) return null;
  if (kind === 'person') {
    const [plainFirst, plainSecond] = [first, second].map((name) => name.replace(QUALIFIER, ''));
    if (plainFirst === first && plainSecond === second) return personMatch(a, b);
    // What stands in brackets tells people of one name apart, or says in two ways what one of them does.
    const match = nameMatch(kind, plainFirst, plainSecond);
    return match === 'same' ? 'shortened' : match;
  }
  if (COMPANIES.has(kind) && (isInitialsOf(a, b) || isInitialsOf(b, a))) return 'initials';
  if (!NAMED_KINDS.has(kind)) return isPlural(a.join(' '), b.join(' ')) ? 'spelling' : null;
  return isMisspelt(a, b) ? 'spelling' : null;
}

/** The words of a name in the form in which names are compared, without those that say nothing. */
export function wordsOf(kind: string, name: string): string[] {
  const words = nameForm(name)
    .split(' ')
    .filter((word) => word !== '');
  if (!COMPANIES.has(kind)) return words;
  const kept = words.filter((word) => !COMPANY_FORMS.has(word));
  return kept.length === 0 ? words : kept;
}

function personMatch(a: readonly string[], b: readonly string[]): NameMatch | null {
  const [namesA, namesB] = [a, b].map((words) => words.filter((word) => !GENERATIONS.has(word)));
  const [generationA, generationB] = [a, b].map((words) => words.find((word) => GENERATIONS.has(word)));
  if (generationA !== generationB || namesA.length === 0 || namesB.length === 0) return null;
  const [long, short] = namesA.length >= namesB.length ? [namesA, namesB] : [namesB, namesA];
  if (short.length === 1) {
    if (long.length > 1) return short[0].length > 1 && long[long.length - 1] === short[0] ? 'surname' : null;
    return isMisspelt(long, short) ? 'spelling' : null;
  }
  if (isShortened(long, short)) return 'shortened';
  if (long.toSorted().join(' ') === short.toSorted().join(' ')) return 'reordered';
  return isMisspelt(long, short) ? 'spelling' : null;
}

/** First and last name agree, and the middle names of the shorter form are among those of the longer one. */
function isShortened(long: readonly string[], short: readonly string[]): boolean {
  if (long[long.length - 1] !== short[short.length - 1] || !agree(long[0], short[0])) return false;
  let at = 1;
  for (const middle of short.slice(1, -1)) {
    while (at < long.length - 1 && !agree(long[at], middle)) at++;
    if (at++ >= long.length - 1) return false;
  }
  return true;
}

/** The same name, or one of the two its initial. */
function agree(a: string, b: string): boolean {
  return a === b || (a.length === 1 && b.startsWith(a)) || (b.length === 1 && a.startsWith(b));
}

/** One word differs, by one letter; by the last letter of a first name people differ ("Mario", "Maria"). */
function isMisspelt(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  const different = a.flatMap((word, n) => (word === b[n] ? [] : [n]));
  if (different.length !== 1) return false;
  const [n] = different;
  const shortest = a.length === 1 ? SHORTEST_MISSPELT_ALONE : SHORTEST_MISSPELT;
  if (Math.min(a[n].length, b[n].length) < shortest || !editDistanceIsOne(a[n], b[n])) return false;
  return n === a.length - 1 || a[n].at(-1) === b[n].at(-1);
}

function isPlural(a: string, b: string): boolean {
  return a === `${b}s` || b === `${a}s`;
}

function isInitialsOf(short: readonly string[], long: readonly string[]): boolean {
  return short.length === 1 && long.length > 2 && short[0] === long.map(([letter]) => letter).join('');
}

function digitsOf(words: readonly string[]): string {
  return words
    .join(' ')
    .replaceAll(/\P{N}+/gu, ' ')
    .trim();
}
