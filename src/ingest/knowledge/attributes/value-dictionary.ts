import type { AttributeExample } from './attribute-example.js';
import { type AttributeTokens, attributeTokens } from './attribute-tokens.js';

/** Longer values are sentences. */
const MOST_WORDS = 8;

/** Which values each attribute has had, and how often. */
export class ValueDictionary {
  constructor(
    /** By value, its words in lower case between spaces: how often each attribute has had it. */
    readonly counts: ReadonlyMap<string, ReadonlyMap<string, number>>,
  ) {}

  static of(examples: readonly AttributeExample[]): ValueDictionary {
    const counts = new Map<string, Map<string, number>>();
    for (const { text, values } of examples) {
      for (const { attribute, start, end } of values) {
        const key = keyOf(text.slice(start, end));
        const known = counts.get(key) ?? new Map<string, number>();
        known.set(attribute, (known.get(attribute) ?? 0) + 1);
        counts.set(key, known);
      }
    }
    return new ValueDictionary(counts);
  }

  /**
   * For each token the attributes of the longest known value that covers it, with the token's place in it. An example
   * that is learnt from does not count itself, or the model would rely on a dictionary that knows every answer.
   */
  features(tokens: AttributeTokens, own: readonly string[] = []): string[][] {
    const found: string[][] = tokens.words.map(() => []);
    const lower = tokens.words.map((word) => word.toLowerCase());
    for (let at = 0; at < lower.length; at++) {
      const most = Math.min(MOST_WORDS, lower.length - at);
      for (let length = most; length > 0; length--) {
        const key = lower.slice(at, at + length).join(' ');
        const attributes = this.counts.get(key);
        if (attributes === undefined) continue;
        let isKnown = false;
        for (const [attribute, count] of attributes) {
          const others = count - own.filter((entry) => entry === `${attribute}\n${key}`).length;
          if (others <= 0) continue;
          isKnown = true;
          const often = others > 3 ? '+' : '';
          for (let k = 0; k < length; k++) found[at + k].push(`d${k === 0 ? 'B' : 'I'}${often}=${attribute}`);
        }
        if (isKnown) break;
      }
    }
    return found;
  }

  /** What an example says itself, for `features`. */
  static ownEntries({ text, values }: AttributeExample): string[] {
    return values.map(({ attribute, start, end }) => `${attribute}\n${keyOf(text.slice(start, end))}`);
  }
}

function keyOf(value: string): string {
  return attributeTokens(value)
    .words.map((word) => word.toLowerCase())
    .join(' ');
}
