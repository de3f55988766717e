import { nameTokens } from './name-tokens.js';

/** A thing of the graph that texts may name. */
export interface KnownName {
  /** The id of its node, or null for a word of the platform's own lexicons. */
  readonly id: string | null;
  readonly kind: string;
  /** The label that facts get. */
  readonly label: string;
}

/** A place in a text where a known name stands; several things may have the same name. */
export interface NameMatch {
  readonly start: number;
  readonly end: number;
  readonly names: readonly KnownName[];
}

interface Branch {
  readonly next: Map<string, Branch>;
  names: KnownName[] | null;
}

/** Kinds whose names are ordinary words in lower case as well: "a slow, melancholic film about grief". */
const COMMON_NOUN_KINDS: ReadonlySet<string> = new Set([
  'genre',
  'topic',
  'mood',
  'tag',
  'attribute',
  'scene',
  'type',
  'era',
]);
const LONGEST_NAME = 200;

/**
 * Finds all names that the graph knows in a text, the longest at each place, in time linear in the text: a tree of
 * words rather than of letters, so that no name is found inside a word.
 */
export class Gazetteer {
  private readonly root: Branch = { next: new Map(), names: null };
  private count = 0;

  /** How many names are known. */
  get size(): number {
    return this.count;
  }

  /** Adds a name or alias of a thing. */
  add(alias: string, name: KnownName): void {
    if (alias.length > LONGEST_NAME) return;
    const { forms } = nameTokens(alias);
    // One letter, or one Han sign, stands for too much.
    if (forms.length === 0 || (forms.length === 1 && forms[0].length < 2)) return;
    let branch = this.root;
    for (const form of forms) {
      let next = branch.next.get(form);
      if (next === undefined) {
        next = { next: new Map(), names: null };
        branch.next.set(form, next);
      }
      branch = next;
    }
    branch.names ??= [];
    if (branch.names.some((known) => known.kind === name.kind && known.label === name.label)) return;
    branch.names.push(name);
    this.count++;
  }

  /** The names in a text from its beginning to its end, none inside another. */
  find(text: string): NameMatch[] {
    const { forms, starts, ends } = nameTokens(text);
    const found: NameMatch[] = [];
    for (let at = 0; at < forms.length; at++) {
      let branch = this.root.next.get(forms[at]);
      let last = -1;
      let names: KnownName[] = [];
      for (let k = at; branch !== undefined; k++) {
        if (branch.names !== null) {
          last = k;
          names = branch.names;
        }
        branch = k + 1 < forms.length ? branch.next.get(forms[k + 1]) : undefined;
      }
      if (last === -1) continue;
      const start = starts[at];
      const end = ends[last];
      const fitting = names.filter((name) => isWrittenAsName(name, text.slice(start, end)));
      if (fitting.length === 0) continue;
      found.push({ start, end, names: fitting });
      at = last;
    }
    return found;
  }
}

/** A person or place called "Will" or "Nice" is meant only where it is written with a capital. */
function isWrittenAsName({ kind, label }: KnownName, written: string): boolean {
  return COMMON_NOUN_KINDS.has(kind) || !/^\p{Lu}/u.test(label) || /^[\p{Lu}\p{N}]|^\p{Script=Han}/u.test(written);
}
