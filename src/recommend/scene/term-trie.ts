import type { SituationToken } from './situation-tokens.js';

/** Where a term was found among the tokens of a text, and everything that was entered under it. */
export interface TermMatch<T> {
  readonly first: number;
  readonly length: number;
  readonly values: readonly T[];
}

interface TrieNode<T> {
  readonly next: Map<string, TrieNode<T>>;
  readonly values: T[];
}

/** Sequences of word stems, found in a text by one pass; what is entered twice is found twice. */
export class TermTrie<T> {
  private readonly root: TrieNode<T> = { next: new Map(), values: [] };

  /** Enters a value under the tokens of a term; nothing happens for a term without tokens. */
  add(term: readonly SituationToken[], value: T): void {
    if (term.length === 0) return;
    let node = this.root;
    for (const { stem } of term) {
      let child = node.next.get(stem);
      if (child === undefined) {
        child = { next: new Map(), values: [] };
        node.next.set(stem, child);
      }
      node = child;
    }
    node.values.push(value);
  }

  /** Every term that occurs, also those inside of others. */
  matches(tokens: readonly SituationToken[]): TermMatch<T>[] {
    const found: TermMatch<T>[] = [];
    for (let first = 0; first < tokens.length; first++) {
      let node: TrieNode<T> | undefined = this.root;
      for (let at = first; at < tokens.length; at++) {
        node = node.next.get(tokens[at].stem);
        if (node === undefined) break;
        if (node.values.length > 0) found.push({ first, length: at - first + 1, values: node.values });
      }
    }
    return found;
  }
}

/** The longest matches that do not overlap; those of the same tokens stay together, and the earlier wins a tie. */
export function longestMatches<T>(matches: readonly TermMatch<T>[]): TermMatch<T>[] {
  const sorted = [...matches].sort((a, b) => b.length - a.length || a.first - b.first);
  const kept: TermMatch<T>[] = [];
  for (const match of sorted) {
    const end = match.first + match.length;
    const isFree = kept.every(
      ({ first, length }) =>
        end <= first || match.first >= first + length || (match.first === first && match.length === length),
    );
    if (isFree) kept.push(match);
  }
  return kept.sort((a, b) => a.first - b.first);
}
