import { InvalidArgumentError } from 'commander';
import { LANGUAGES, type Language } from '../../domain/nodes.js';

const MOST_ITEMS = 100;

/** How many items to show, from 1 to 100. */
export function parseFirst(text: string): number {
  const first = /^\d+$/.test(text) ? Number(text) : 0;
  if (first >= 1 && first <= MOST_ITEMS) return first;
  throw new InvalidArgumentError(`Give a whole number from 1 to ${MOST_ITEMS}.`);
}

/** Makes a parser of whole numbers from `least` to `most`. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
  };
}

/** The language of reasons and titles. */
export function parseLanguage(text: string): Language {
  const language = LANGUAGES.find((known) => known === text);
  if (language !== undefined) return language;
  throw new InvalidArgumentError(`Give one of ${LANGUAGES.join(', ')}.`);
}
