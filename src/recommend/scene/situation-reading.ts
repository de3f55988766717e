import type { ActivityLexicon } from './activity-lexicon.js';
import { situationTokens } from './situation-tokens.js';
import { longestMatches, type TermMatch, type TermTrie } from './term-trie.js';

/** What a text was found to be about. */
export interface SituationReading {
  /** Groups of the lexicon, the broader ones included, with the words that named them; weights in (0, 1]. */
  readonly groups: ReadonlyMap<string, Mention>;
  /** The longest phrase of each scene that occurs, by scene number. */
  readonly phrases: ReadonlyMap<number, Mention>;
}

/** Words of a text and how much they say. */
export interface Mention {
  readonly words: string;
  readonly weight: number;
}

type Entry = { readonly group: string } | { readonly scene: number };

/** Just before words these take back what they say: "not at work". */
const NEGATIONS = new Set(
  "not no without never isn't aren't wasn't don't doesn't 不 没 别 非".replaceAll("'", '').split(' '),
);
const NEGATION_REACH = 2;
/** A phrase of one word is often said in passing. */
const ONE_WORD_WEIGHT = 0.7;

/** Reads a text through a lexicon and the phrases of scenes; of words that overlap the longest wins. */
export function readSituationText(
  given: string,
  lexicon: ActivityLexicon,
  phrases: TermTrie<number>,
): SituationReading {
  const { text, tokens } = situationTokens(given);
  const matches: TermMatch<Entry>[] = [
    ...lexicon.terms.matches(tokens).map((match) => ({ ...match, values: match.values.map((group) => ({ group })) })),
    ...phrases.matches(tokens).map((match) => ({ ...match, values: match.values.map((scene) => ({ scene })) })),
  ];
  const groups = new Map<string, Mention>();
  const scenePhrases = new Map<number, Mention>();
  const isNegated = (first: number): boolean => {
    for (let at = Math.max(0, first - NEGATION_REACH); at < first; at++) {
      if (NEGATIONS.has(tokens[at].stem)) return true;
    }
    return false;
  };
  for (const { first, length, values } of longestMatches(matches)) {
    if (isNegated(first)) continue;
    const words = text.slice(tokens[first].from, tokens[first + length - 1].to);
    for (const entry of values) {
      if ('scene' in entry)
        keepHeavier(scenePhrases, entry.scene, { words, weight: length === 1 ? ONE_WORD_WEIGHT : 1 });
      else
        for (const [group, weight] of lexicon.groupsAround(entry.group)) keepHeavier(groups, group, { words, weight });
    }
  }
  return { groups, phrases: scenePhrases };
}

function keepHeavier<K>(mentions: Map<K, Mention>, key: K, mention: Mention): void {
  const known = mentions.get(key);
  if (known === undefined || known.weight < mention.weight) mentions.set(key, mention);
}
