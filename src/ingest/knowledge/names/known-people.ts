import type { WordText } from '../text/word-text.js';
import { nameText, personAt, type WordSpan } from './name-spans.js';
import { SUFFIXES } from './name-words.js';

/**
 * The full names of a text by their last word, so that "Villeneuve" joins "Denis Villeneuve" where the same text says
 * so. A last word that two people share stands for neither.
 */
export class KnownPeople {
  private readonly bySurname = new Map<string, string | null>();
  private readonly fullNames = new Set<string>();

  /** Takes in every name of at least two words. */
  static of(text: WordText): KnownPeople {
    const people = new KnownPeople();
    for (let at = 0; at < text.words.length; at++) {
      const span = personAt(text, at, text.words.length);
      if (span === null) continue;
      if (span.to - span.from >= 2) people.add(nameText(text, span));
      at = Math.max(at, span.to - 1);
    }
    return people;
  }

  /** The full name that the words of a span stand for; null when a single word stands for nobody known. */
  fullName(text: WordText, span: WordSpan): string | null {
    const name = nameText(text, span);
    if (span.to - span.from >= 2) return name;
    return this.bySurname.get(name.toLowerCase()) ?? null;
  }

  private add(name: string): void {
    if (this.fullNames.has(name)) return;
    this.fullNames.add(name);
    const words = name.replaceAll(',', '').split(' ');
    while (words.length > 1 && SUFFIXES.has(words[words.length - 1].toLowerCase())) words.pop();
    const surname = words[words.length - 1].toLowerCase();
    const known = this.bySurname.get(surname);
    this.bySurname.set(surname, known === undefined ? name : null);
  }
}
