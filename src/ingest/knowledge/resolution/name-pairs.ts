import type { EntityRecord } from '../../../domain/records.js';
import { comparedKind } from './compared-kind.js';
import { type NameMatch, nameMatch, wordsOf } from './name-match.js';

/** Two entities whose names can mean one thing; the second has the fuller name, or else the smaller id. */
export interface NamePair {
  readonly from: EntityRecord;
  readonly into: EntityRecord;
  readonly match: NameMatch;
}

/** A word that more entities share than this does not bring any two of them together. */
const MOST_WITH_A_KEY = 300;
/** So many letters at its beginning or its end are left of a word of seven letters in which one differs. */
const KEPT_LETTERS = 3;

/** The pairs of entities of one kind whose names can mean one thing, found by the words that they share. */
export function namePairs(entities: readonly EntityRecord[]): NamePair[] {
  const byKey = new Map<string, EntityRecord[]>();
  for (const entity of entities) {
    for (const key of new Set(namesOf(entity).flatMap((name) => keysOf(comparedKind(entity.kind), name)))) {
      const group = byKey.get(key);
      if (group === undefined) byKey.set(key, [entity]);
      else group.push(entity);
    }
  }
  const pairs = new Map<string, NamePair>();
  for (const group of byKey.values()) {
    if (group.length > MOST_WITH_A_KEY) continue;
    group.sort(fullerFirst);
    for (const [n, from] of group.entries()) {
      for (const into of group.slice(0, n)) {
        const key = `${from.id}\n${into.id}`;
        if (pairs.has(key)) continue;
        const match = matchOf(from, into);
        if (match !== null) pairs.set(key, { from, into, match });
      }
    }
  }
  return [...pairs.values()].sort((a, b) => fullerFirst(b.from, a.from) || fullerFirst(a.into, b.into));
}

function matchOf(from: EntityRecord, into: EntityRecord): NameMatch | null {
  let found: NameMatch | null = null;
  for (const a of namesOf(from)) {
    for (const b of namesOf(into)) {
      const match = nameMatch(comparedKind(from.kind), a, b);
      if (match === 'same') return match;
      found ??= match;
    }
  }
  return found;
}

function namesOf({ label, labelZh }: EntityRecord): string[] {
  return labelZh === null ? [label] : [label, labelZh];
}

/** Names that match have one of these in common. */
function keysOf(kind: string, name: string): string[] {
  const words = wordsOf(kind, name);
  const joined = words.join('');
  const keys = [...words, joined];
  if (words.length > 2) keys.push(words.map(([letter]) => letter).join(''));
  if (words.length === 1) keys.push(`${joined.slice(0, KEPT_LETTERS)}-`, `-${joined.slice(-KEPT_LETTERS)}`);
  if (joined.endsWith('s')) keys.push(joined.slice(0, -1));
  return keys.filter((key) => key.length > 1).map((key) => `${kind}\n${key}`);
}

function fullerFirst(a: EntityRecord, b: EntityRecord): number {
  return b.label.length - a.label.length || (a.id < b.id ? -1 : Number(a.id > b.id));
}
