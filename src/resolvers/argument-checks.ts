import { IsthmusError } from '../domain/errors.js';

/** The error of an argument that cannot be used. */
export function invalidArgument(message: string): IsthmusError {
  return new IsthmusError('INVALID_ARGUMENT', message);
}

/** The list itself, empty when left out; throws when it is longer than allowed. */
export function checkedList<T>(
  list: readonly T[] | null | undefined,
  maxEntries: number,
  argument: string,
): readonly T[] {
  if (list === null || list === undefined) return [];
  if (list.length <= maxEntries) return list;
  throw invalidArgument(`\`${argument}\` has ${list.length} entries; at most ${maxEntries} are allowed.`);
}

/** The trimmed text, null when left out or blank; throws when it is longer than allowed. */
export function checkedText(text: string | null | undefined, maxCharacters: number, argument: string): string | null {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') return null;
  if (trimmed.length <= maxCharacters) return trimmed;
  throw invalidArgument(`\`${argument}\` has ${trimmed.length} characters; at most ${maxCharacters} are allowed.`);
}

/** The number itself; throws when it lies outside the range. */
export function checkedRange(value: number, minimum: number, maximum: number, argument: string): number {
  if (value >= minimum && value <= maximum) return value;
  throw invalidArgument(`\`${argument}\` must lie between ${minimum} and ${maximum}, but is ${value}.`);
}
