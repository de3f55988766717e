import type { EntityRecord } from '../../../domain/records.js';
import { nameForm } from './name-form.js';

/** Two entities that are probably one; the second has the fuller name, or the smaller id. */
export interface LikelyDuplicate {
  readonly from: EntityRecord;
  readonly into: EntityRecord;
  readonly reason: string;
}

const SUFFIX = / (?:jr|sr|ii|iii|iv)$/;

/**
 * Entities of one kind whose names differ in signs or accents alone, and people whose middle names are written out for
 * one and shortened for the other ("David M. Evans", "David Mickey Evans"). Proposals: people decide.
 */
export function likelyDuplicates(entities: readonly EntityRecord[]): LikelyDuplicate[] {
  const groups = new Map<string, EntityRecord[]>();
  for (const entity of entities) {
    const key = `${entity.kind}\n${groupForm(entity)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entity]);
    else group.push(entity);
  }
  const found: LikelyDuplicate[] = [];
  for (const group of groups.values()) {
    group.sort((a, b) => b.label.length - a.label.length || (a.id < b.id ? -1 : 1));
    for (let k = 1; k < group.length; k++) {
      const other = group.slice(0, k).find((fuller) => sameName(fuller.label, group[k].label));
      if (other === undefined) continue;
      const isSame = nameForm(other.label) === nameForm(group[k].label);
      found.push({ from: group[k], into: other, reason: isSame ? 'the same name' : 'a shortened name' });
    }
  }
  return found;
}

/** People meet by first and last name, everything else by the whole one. */
function groupForm({ kind, label }: EntityRecord): string {
  const form = nameForm(label);
  if (kind !== 'person') return form;
  const words = form.replace(SUFFIX, '').split(' ');
  return words.length < 3 ? form.replace(SUFFIX, '') : `${words[0]} ${words[words.length - 1]}`;
}

function sameName(fuller: string, shorter: string): boolean {
  const [a, b] = [fuller, shorter].map((label) => nameForm(label));
  if (a === b) return true;
  if (SUFFIX.exec(a)?.[0] !== SUFFIX.exec(b)?.[0]) return false;
  const [long, short] = [a, b].map((form) => form.replace(SUFFIX, '').split(' '));
  if (long.length !== short.length) return false;
  return long.every((word, k) => word === short[k] || (short[k].length === 1 && word.startsWith(short[k])));
}
