import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { IsthmusError } from '../../domain/errors.js';
import { packageFolder } from '../../domain/package-folder.js';
import { situationTokens } from './situation-tokens.js';
import { TermTrie } from './term-trie.js';

/** A broader group counts less than the one that the words belong to. */
const BROADER_WEIGHT = 0.65;

const groupSchema = z.strictObject({
  /** Broader groups. */
  is: z.array(z.string()).default([]),
  /** English words and terms, separated by commas. */
  en: z.string().default(''),
  zh: z.string().default(''),
});
const lexiconSchema = z.record(z.string(), groupSchema);

/** Words grouped by what people mean with them. */
export type LexiconGroups = Readonly<Record<string, z.output<typeof groupSchema>>>;

/** The words of everyday life by their stems: what a text is about, whichever words it uses. */
export class ActivityLexicon {
  /** Finds the groups that words belong to. */
  readonly terms = new TermTrie<string>();
  private readonly broader = new Map<string, ReadonlyMap<string, number>>();

  constructor(groups: LexiconGroups) {
    for (const [group, { en, zh }] of Object.entries(groups)) {
      for (const term of `${en},${zh}`.split(',')) this.terms.add(situationTokens(term).tokens, group);
      this.broader.set(group, broaderOf(group, groups));
    }
  }

  /** The group itself, with weight 1, and its broader ones with less. */
  groupsAround(group: string): ReadonlyMap<string, number> {
    return this.broader.get(group) ?? new Map([[group, 1]]);
  }
}

/** Reads a lexicon that people have written; CONFIG_INVALID when it is none. */
export function parseLexiconGroups(yaml: string): LexiconGroups {
  let groups: LexiconGroups;
  try {
    groups = lexiconSchema.parse(parse(yaml));
  } catch (cause) {
    throw new IsthmusError(
      'CONFIG_INVALID',
      'The lexicon of activities cannot be read. Each group needs "en" or "zh" with words between commas, and may have "is" with a list of broader groups.',
      { cause },
    );
  }
  for (const [group, { is }] of Object.entries(groups)) {
    const missing = is.find((name) => groups[name] === undefined);
    if (missing !== undefined) {
      throw new IsthmusError('CONFIG_INVALID', `The lexicon's group "${group}" names "${missing}", which is no group.`);
    }
  }
  return groups;
}

/** The groups of the lexicon that comes with the package. */
export function loadLexiconGroups(): LexiconGroups {
  return parseLexiconGroups(readFileSync(join(packageFolder('lexicon'), 'activities.yaml'), 'utf8'));
}

function broaderOf(group: string, groups: LexiconGroups): ReadonlyMap<string, number> {
  const weights = new Map([[group, 1]]);
  const visit = (name: string, weight: number): void => {
    for (const wider of groups[name]?.is ?? []) {
      if ((weights.get(wider) ?? 0) >= weight) continue;
      weights.set(wider, weight);
      visit(wider, weight * BROADER_WEIGHT);
    }
  };
  visit(group, BROADER_WEIGHT);
  return weights;
}
